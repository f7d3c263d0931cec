package org.slipway.simulation;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;

/**
 * One request over the simulated network, as Jetty's client would report it: all calls one after the other, and beside the
 * loop. What Jetty's request can do is done here by name, so that only what is used is there.
 */
final class Wire {

    /** Jetty's client as far as requests are made with it. */
    static HttpClient client(Internet internet) {
        int number = internet.client();
        return new Client(internet, number);
    }

    // Closing it would wait for threads; it has none.
    @SuppressWarnings("try")
    private static final class Client extends HttpClient {
        private final Internet internet;
        private final int number;

        Client(Internet internet, int number) {
            this.internet = internet;
            this.number = number;
        }

        @Override
        public Request newRequest(URI uri) {
            return new Wire(internet, number, uri).request;
        }
    }

    private final Internet internet;
    private final SimulatedLoop loop;
    private final int client;
    private final URI uri;
    private final HttpFields.Mutable asked = HttpFields.build();
    private final List<Request.BeginListener> begin = new ArrayList<>();
    private final List<Request.CommitListener> commit = new ArrayList<>();
    private final Request request;
    private final Response response;
    private final Arrivals arrivals = new Arrivals();
    private Response.Listener listener;
    private Optional<ByteBuffer> arrived = Optional.empty();
    private Runnable demand = () -> {};
    private Optional<Manner> manner = Optional.empty();
    private HttpFields answered = HttpFields.EMPTY;
    private Set<Fault> traits = Set.of();
    private int status;
    private byte[] body = new byte[0];
    private int position;
    private int stop = Integer.MAX_VALUE;
    private boolean ended;

    private Wire(Internet internet, int client, URI uri) {
        this.client = client;
        this.internet = internet;
        this.loop = internet.loop();
        this.uri = uri;
        this.request = proxy(Request.class, this::request);
        this.response = proxy(Response.class, this::response);
    }

    private interface Call {
        Object of(Method method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                Wire.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.of(method, arguments)));
    }

    private Object request(Method method, Object[] arguments) {
        switch (method.getName()) {
            case "headers" -> {
                @SuppressWarnings("unchecked")
                Consumer<HttpFields.Mutable> change = (Consumer<HttpFields.Mutable>) arguments[0];
                change.accept(asked);
            }
            case "onRequestBegin" -> begin.add((Request.BeginListener) arguments[0]);
            case "onRequestCommit" -> commit.add((Request.CommitListener) arguments[0]);
            case "getConnection" -> {
                return null;
            }
            case "getURI" -> {
                return uri;
            }
            case "send" -> send((Response.Listener) arguments[0]);
            case "abort" -> {
                return abort((Throwable) arguments[0]);
            }
            default -> {
                if (method.getReturnType() != Request.class) throw new UnsupportedOperationException(method.toString());
            }
        }
        return request;
    }

    private Object response(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getRequest" -> request;
            case "getStatus" -> status;
            case "getReason" -> "";
            case "getVersion" -> HttpVersion.HTTP_1_1;
            case "getHeaders" -> answered;
            case "abort" -> abort((Throwable) arguments[0]);
            case "toString" -> "answer " + status;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private CompletableFuture<Boolean> abort(Throwable why) {
        beside(2, () -> complete(why));
        return CompletableFuture.completedFuture(true);
    }

    private void beside(int millis, Runnable event) {
        loop.beside(Duration.ofMillis(millis), () -> {
            if (!ended) event.run();
        });
    }

    private void send(Response.Listener told) {
        listener = told;
        Optional<Resource> resource = internet.begins(client, uri);
        note("GET " + uri + header(HttpHeader.RANGE) + header(HttpHeader.IF_RANGE) + header(HttpHeader.IF_NONE_MATCH));
        if (!internet.isCalm()) manner = resource.flatMap(Resource::manner);
        if (is(Fault.HANG) && at() < 20) {
            matters();
            return;
        }
        beside(manner.map(Manner::connect).orElse(20), () -> connected(resource));
    }

    private String header(HttpHeader header) {
        return asked.contains(header) ? " " + header + ": " + asked.get(header) : "";
    }

    private boolean is(Fault fault) {
        return manner.flatMap(Manner::fault).filter(fault::equals).isPresent();
    }

    private int at() {
        return manner.map(Manner::at).orElse(0);
    }

    private void matters() {
        internet.trace().mattered(manner.flatMap(Manner::fault).orElseThrow());
    }

    private void connected(Optional<Resource> resource) {
        if (is(Fault.PROXY_REFUSAL)) {
            matters();
            status = 407;
            complete(
                    at() % 2 == 0
                            ? new ConnectException("Connection refused")
                            : new HttpResponseException("refused", response));
            return;
        }
        begin.forEach(each -> each.onBegin(request));
        commit.forEach(each -> each.onCommit(request));
        if (is(Fault.HANG)) {
            matters();
            return;
        }
        if (is(Fault.RESET) && at() < 0) {
            matters();
            complete(new EOFException());
            return;
        }
        beside(manner.map(Manner::head).orElse(20), () -> head(resource));
    }

    private void head(Optional<Resource> resource) {
        if (is(Fault.DELAY)) matters();
        answer(resource);
        listener.onBegin(response);
        for (HttpField field : answered) listener.onHeader(response, field);
        note(status + " " + uri);
        listener.onHeaders(response);
        listener.onContentSource(response, arrivals);
    }

    private void answer(Optional<Resource> resource) {
        HttpFields.Mutable fields = HttpFields.build();
        answered = fields;
        if (resource.isEmpty() || is(Fault.MISSING)) {
            if (is(Fault.MISSING)) matters();
            status = 404;
        } else if (is(Fault.UNAVAILABLE)) {
            matters();
            status = 503;
            if (at() > 30) fields.put(HttpHeader.RETRY_AFTER, String.valueOf(at() / 10));
        } else if (is(Fault.REDIRECT_LOOP)) {
            matters();
            status = 302;
            fields.put(HttpHeader.LOCATION, uri.toString());
        } else if (is(Fault.REDIRECT)) {
            matters();
            status = 302;
            fields.put(HttpHeader.LOCATION, at() % 2 == 0 ? uri.toString() : Internet.elsewhere(resource.get().uri));
        } else {
            found(resource.get(), fields);
        }
        if (!fields.contains(HttpHeader.CONTENT_LENGTH) && status != 304)
            fields.put(HttpHeader.CONTENT_LENGTH, String.valueOf(body.length));
    }

    private void found(Resource resource, HttpFields.Mutable fields) {
        if (resource.hasChanged()) internet.trace().mattered(Fault.CHANGED);
        fields.put(HttpHeader.ETAG, resource.etag());
        if (resource.etag().equals(asked.get(HttpHeader.IF_NONE_MATCH))) {
            status = 304;
            return;
        }
        status = 200;
        body = resource.body();
        traits = resource.traits();
        String range = asked.get(HttpHeader.RANGE);
        if (range != null) range(Integer.parseInt(range.substring(6, range.length() - 1)), resource, fields);
        if (is(Fault.WRONG_BYTES) && body.length > 0) {
            matters();
            body = body.clone();
            body[body.length * Math.max(0, at()) / 100] ^= 1;
        }
        fault(body.length);
    }

    private void range(int from, Resource resource, HttpFields.Mutable fields) {
        if (is(Fault.NO_RANGES)) {
            matters();
            return;
        }
        String condition = asked.get(HttpHeader.IF_RANGE);
        if (condition == null && !internet.isCopied(resource))
            throw internet.trace().violation("Without a condition, somebody goes on with " + uri);
        if (condition != null && !condition.equals(resource.etag())) return;
        if (from >= body.length) {
            status = 416;
            fields.put(HttpHeader.CONTENT_RANGE, "bytes */" + body.length);
            body = new byte[0];
            return;
        }
        status = 206;
        fields.put(HttpHeader.CONTENT_RANGE, "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
        body = Arrays.copyOfRange(body, from, body.length);
    }

    private void fault(int length) {
        boolean stops = is(Fault.RESET) || is(Fault.TRUNCATION) || is(Fault.STALL);
        if (stops) stop = length * Math.max(0, at()) / 100;
    }

    private void next() {
        if (position >= stop) {
            matters();
            if (is(Fault.STALL)) return;
            complete(is(Fault.RESET) ? new IOException("Connection reset") : new EOFException());
            return;
        }
        if (position >= body.length) {
            complete(null);
            return;
        }
        int gap = manner.map(Manner::gap).orElse(10);
        if (is(Fault.TRICKLE)) {
            matters();
            gap = 20_000;
        }
        beside(gap, this::chunk);
    }

    private void chunk() {
        int most = is(Fault.TRICKLE) ? 5 : manner.map(Manner::chunk).orElse(2000);
        int size = Math.min(Math.min(most, body.length - position), stop - position);
        position += size;
        arrived = Optional.of(ByteBuffer.wrap(body, position - size, size).slice());
        demand.run();
    }

    /** Gives what has come since it was read, and waits for more where that is demanded. */
    private final class Arrivals implements Content.Source {
        @Override
        public Content.Chunk read() {
            Content.Chunk chunk =
                    arrived.map(bytes -> Content.Chunk.from(bytes, false)).orElse(null);
            arrived = Optional.empty();
            return chunk;
        }

        @Override
        public void demand(Runnable callback) {
            demand = callback;
            next();
        }

        @Override
        public void fail(Throwable defect) {
            throw new IllegalStateException(defect);
        }
    }

    private void complete(Throwable failure) {
        ended = true;
        if (failure == null) traits.forEach(internet.trace()::mattered);
        internet.ends(client, uri);
        note((failure == null ? "done " : failure.getClass().getSimpleName() + " ") + uri);
        Result result = failure == null ? new Result(request, response) : new Result(request, response, failure);
        listener.onComplete(result);
    }

    private void note(String what) {
        internet.trace().add(what);
    }
}
