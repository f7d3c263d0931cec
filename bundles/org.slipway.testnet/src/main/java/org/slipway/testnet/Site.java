package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** One host with a port of its own. Paths begin with {@code /} and are not percent-encoded. */
public final class Site {
    /** @param headers of the request, names in lower case */
    public record Hit(String method, String path, Map<String, String> headers) {}

    private final ServerConnector connector;
    private final Map<String, byte[]> resources = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<Hit> hits = new CopyOnWriteArrayList<>();

    Site(ServerConnector connector) {
        this.connector = connector;
    }

    /** Without a slash at its end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    public URI uri(String path) {
        return URI.create(uri() + path);
    }

    public Site put(String path, byte[] body) {
        resources.put(path, body.clone());
        return this;
    }

    public Site put(String path, String body) {
        return put(path, body.getBytes(UTF_8));
    }

    /** @throws IllegalArgumentException if there is nothing */
    public byte[] get(String path) {
        byte[] body = resources.get(path);
        if (body == null) throw new IllegalArgumentException("Nothing at " + uri(path));
        return body.clone();
    }

    public Site remove(String path) {
        resources.remove(path);
        return this;
    }

    /** Serves a path badly from now on. */
    public Site fault(String path, Fault fault) {
        faults.put(path, fault);
        return this;
    }

    /** Serves a path well again. */
    public Site heal(String path) {
        faults.remove(path);
        return this;
    }

    /** All requests so far, in order. */
    public List<Hit> hits() {
        return List.copyOf(hits);
    }

    /** The paths of all requests so far, in order. */
    public List<String> paths() {
        return hits.stream().map(Hit::path).toList();
    }

    public void forget() {
        hits.clear();
    }

    void answer(Request request, Response response, Callback end) {
        String path = URLDecoder.decode(request.getHttpURI().getPath().replace("+", "%2B"), UTF_8);
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.getHeaders().forEach(field -> headers.put(field.getLowerCaseName(), field.getValue()));
        hits.add(new Hit(request.getMethod(), path, headers));
        byte[] body = resources.getOrDefault(path, new byte[0]);
        Reply reply = new Reply(request, response, end, body);
        Fault fault = faults.get(path);
        if (fault != null) fault.answer(reply);
        else if (!resources.containsKey(path)) Fault.status(404).answer(reply);
        else serve(reply, body, headers.get("if-none-match"));
    }

    private static void serve(Reply reply, byte[] body, String known) {
        String tag = "\"" + Integer.toHexString(Arrays.hashCode(body)) + "\"";
        reply.header(HttpHeader.ETAG.asString(), tag);
        if (tag.equals(known)) reply.status(304).end();
        else reply.send();
    }
}
