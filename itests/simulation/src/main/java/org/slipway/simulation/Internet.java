package org.slipway.simulation;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All servers, and what must never happen to them. */
final class Internet {

    /** Asked of strangers' servers at most. */
    static final int MOST_AT_A_SITE = 2;

    /** Where redirects lead; what follows is the URI of the resource. */
    private static final String ELSEWHERE = "://elsewhere.example/?";

    private static final int MOST_REQUESTS = 60;

    private final Map<String, Resource> resources = new TreeMap<>();
    private final Map<String, Integer> exchanges = new HashMap<>();
    private final Trace trace;
    private SimulatedLoop loop;
    private boolean closed;
    private boolean calm;
    private int clients;
    private int all;

    Internet(Trace trace) {
        this.trace = trace;
    }

    void put(Resource resource) {
        resources.put(resource.uri, resource);
    }

    Optional<Resource> get(String uri) {
        int moved = uri.indexOf(ELSEWHERE);
        return Optional.ofNullable(resources.get(moved < 0 ? uri : uri.substring(moved + ELSEWHERE.length())));
    }

    /** Another URI of a resource, at a site that many resources share. */
    static String elsewhere(String uri) {
        return uri.substring(0, uri.indexOf(':')) + ELSEWHERE + uri;
    }

    /** The time in which the servers live. */
    void on(SimulatedLoop now) {
        this.loop = now;
        closed = false;
    }

    SimulatedLoop loop() {
        return loop;
    }

    Trace trace() {
        return trace;
    }

    /** Nobody may ask anything any more: whoever asked has said that all is over. */
    void close() {
        closed = true;
    }

    /** From now on every server does what it should. */
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** The number of another client. */
    int client() {
        return ++clients;
    }

    int exchanges() {
        return all;
    }

    Optional<Resource> begins(int client, URI uri) {
        if (closed) throw trace.violation("After the end, somebody asks for " + uri);
        int now = exchanges.merge(client + site(uri), 1, Integer::sum);
        all++;
        if (now > MOST_AT_A_SITE) throw trace.violation(now + " exchanges at a time with " + site(uri));
        Optional<Resource> resource = get(uri.toString());
        resource.ifPresent(found -> {
            if (++found.requests > MOST_REQUESTS) throw trace.violation(uri + " is asked for without end");
        });
        return resource;
    }

    void ends(int client, URI uri) {
        exchanges.merge(client + site(uri), -1, Integer::sum);
        all--;
    }

    /** Whether bytes of a resource may have come from another server, whose validators are worth nothing here. */
    boolean isCopied(Resource resource) {
        return resource.copies().stream()
                .anyMatch(copy -> get(copy).filter(other -> other.requests > 0).isPresent());
    }

    private static String site(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
