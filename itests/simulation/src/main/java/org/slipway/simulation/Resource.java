package org.slipway.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a server has under one URI, and how it treats the requests for it, one after the other; those that follow well,
 * or like the last. */
final class Resource {

    final String uri;
    private final byte[] first;
    private final byte[] second;
    private final List<Manner> manners;
    private final int changesAfter;
    private final List<String> copies = new ArrayList<>();
    private final Set<Fault> traits = EnumSet.noneOf(Fault.class);
    private boolean isForever;
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

    /** The same is elsewhere. */
    void copy(String other) {
        copies.add(other);
    }

    List<String> copies() {
        return copies;
    }

    /** Something is wrong with what it is, however well it is served. */
    void trait(Fault fault) {
        traits.add(fault);
    }

    Set<Fault> traits() {
        return traits;
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

    /** The last manner stays, unless one could then go in circles without any harm. */
    void forever() {
        Optional<Fault> last = manners.isEmpty()
                ? Optional.empty()
                : manners.get(manners.size() - 1).fault();
        isForever = last.filter(fault -> fault != Fault.REDIRECT).isPresent();
    }

    /** Of the request that is being counted. */
    Optional<Manner> manner() {
        if (requests <= manners.size()) return Optional.of(manners.get(requests - 1));
        return isForever ? Optional.of(manners.get(manners.size() - 1)) : Optional.empty();
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
        boolean lasting = isForever && !manners.get(manners.size() - 1).isHarmless();
        return !others && !lasting && passing <= retries && changesAfter == Integer.MAX_VALUE;
    }
}
