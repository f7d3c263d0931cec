package org.slipway.simulation;

import java.util.List;
import java.util.Optional;

/** What a server has under one URI, and how it treats the requests for it, one after the other; those that follow well. */
final class Resource {

    final String uri;
    private final byte[] first;
    private final byte[] second;
    private final List<Manner> manners;
    private final int changesAfter;
    int requests;

    /** @param changesAfter so many requests, the second body takes the place of the first */
    Resource(String uri, byte[] first, byte[] second, int changesAfter, List<Manner> manners) {
        this.uri = uri;
        this.first = first;
        this.second = second;
        this.changesAfter = changesAfter;
        this.manners = List.copyOf(manners);
    }

    static Resource of(String uri, byte[] body, List<Manner> manners) {
        return new Resource(uri, body, body, Integer.MAX_VALUE, manners);
    }

    byte[] body() {
        return requests <= changesAfter ? first : second;
    }

    boolean hasChanged() {
        return requests > changesAfter;
    }

    String etag() {
        return hasChanged() ? "\"second\"" : "\"first\"";
    }

    /** Of the request that is being counted. */
    Optional<Manner> manner() {
        return requests <= manners.size() ? Optional.of(manners.get(requests - 1)) : Optional.empty();
    }

    List<Manner> manners() {
        return manners;
    }

    /** Whether whoever asks patiently enough gets the right bytes. */
    boolean isGood(int retries) {
        long passing = manners.stream()
                .filter(manner ->
                        manner.fault().filter(Manner.PASSING::contains).isPresent())
                .count();
        boolean others = manners.stream()
                .anyMatch(m ->
                        !m.isHarmless() && !Manner.PASSING.contains(m.fault().orElseThrow()));
        return !others && passing <= retries && changesAfter == Integer.MAX_VALUE;
    }
}
