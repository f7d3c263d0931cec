package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One host with a port of its own. Paths begin with {@code /} and are not percent-encoded. Served well means: with an entity
 * tag and a time, which conditions are compared with, and ranges from a byte to the end.
 */
public final class Site {
    /** @param headers of the request, names in lower case */
    public record Hit(String method, String path, Map<String, String> headers) {}

    private static final Resource MISSING = new Resource(new byte[0], 0);

    private final Supplier<URI> address;
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<Hit> hits = new CopyOnWriteArrayList<>();
    private final Transfers transfers = new Transfers();
    private final AtomicLong sent = new AtomicLong();
    private volatile Optional<Fault> everywhere = Optional.empty();

    Site(Supplier<URI> address) {
        this.address = address;
    }

    /** Without a slash at its end. */
    public URI uri() {
        return address.get();
    }

    public URI uri(String path) {
        return URI.create(uri() + path);
    }

    /** The same content as before keeps its validators. */
    public Site put(String path, byte[] body) {
        Resource before = resources.get(path);
        resources.put(path, new Resource(body.clone(), before == null ? 0 : before.edition()));
        return this;
    }

    public Site put(String path, String body) {
        return put(path, body.getBytes(UTF_8));
    }

    /** Another entity tag and time, as if the same had been uploaded again. */
    public Site touch(String path) {
        Resource before = resources.get(path);
        resources.put(path, new Resource(before.body(), before.edition() + 1));
        return this;
    }

    /** @throws IllegalArgumentException if there is nothing */
    public byte[] get(String path) {
        Resource resource = resources.get(path);
        if (resource == null) throw new IllegalArgumentException("Nothing at " + uri(path));
        return resource.body().clone();
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

    /** Serves every path badly that has no fault of its own. */
    public Site fault(Fault fault) {
        everywhere = Optional.of(fault);
        return this;
    }

    /** Serves a path well again. */
    public Site heal(String path) {
        faults.remove(path);
        return this;
    }

    /** Serves everything well again. */
    public Site heal() {
        faults.clear();
        everywhere = Optional.empty();
        return this;
    }

    /** How many transfers there may be at the same time; 2 unless told. One more is refused, and {@link TestNet#close} tells. */
    public Site limit(int transfersAtATime) {
        transfers.limit(transfersAtATime);
        return this;
    }

    /** The most transfers that there were at the same time. */
    public int most() {
        return transfers.most();
    }

    /** Waits until no transfer is under way: all have ended, or their clients have gone. */
    public boolean idle(Duration patience) {
        return transfers.idle(patience);
    }

    /** How many bytes of bodies have been sent so far. */
    public long sent() {
        return sent.get();
    }

    /** All requests so far, in order. */
    public List<Hit> hits() {
        return List.copyOf(hits);
    }

    /** The requests for a path so far, in order. */
    public List<Hit> hits(String path) {
        return hits.stream().filter(hit -> hit.path().equals(path)).toList();
    }

    /** The paths of all requests so far, in order. */
    public List<String> paths() {
        return hits.stream().map(Hit::path).toList();
    }

    public void forget() {
        hits.clear();
        sent.set(0);
    }

    List<String> excess() {
        return transfers.excess();
    }

    void answer(Request request, Response response, Callback end) {
        String path = URLDecoder.decode(request.getHttpURI().getPath().replace("+", "%2B"), UTF_8);
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.getHeaders().forEach(field -> headers.put(field.getLowerCaseName(), field.getValue()));
        hits.add(new Hit(request.getMethod(), path, headers));
        Connection connection = new Connection(request);
        Optional<Transfers.Transfer> transfer = transfers.begin(path, connection::left);
        Transfers.Transfer counted = transfer.orElse(transfers.none());
        Request.addCompletionListener(request, failure -> counted.end());
        Resource resource = resources.getOrDefault(path, MISSING);
        Reply reply = new Reply(path, resource, headers, response, end, connection, counted, sent);
        if (transfer.isEmpty()) reply.status(500).send("One transfer too many at a time\n".getBytes(US_ASCII));
        else faultOf(path).answer(reply);
    }

    private Fault faultOf(String path) {
        Fault well = resources.containsKey(path) ? Reply::send : Fault.status(404);
        return faults.getOrDefault(path, everywhere.orElse(well));
    }
}
