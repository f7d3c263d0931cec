package org.slipway.web.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.slipway.api.monitor.Event;

/** One download, as it goes. */
final class Transfer {
    /** So long a rate is looked at, so that it neither jumps nor lingers. */
    private static final Duration WINDOW = Duration.ofSeconds(3);

    private final long id;
    private final String purpose;
    private final OptionalLong size;
    private URI uri;
    private State state = State.QUEUED;
    private String note = "";
    private String wait = "";
    private long received;
    private Instant since = Instant.MIN;
    private long then;
    private Instant before = Instant.MIN;
    private long earlier;

    enum State {
        QUEUED,
        CONNECTING,
        RUNNING,
        FETCHED,
        UNMODIFIED,
        FAILED,
        ABORTED
    }

    Transfer(Event.DownloadQueued queued) {
        this.id = queued.id();
        this.uri = queued.uri();
        this.size = queued.size();
        this.purpose = switch (queued.purpose()) {
            case FEED -> "Feed";
            case KEY -> "Key";
            case KEY_INFORMATION -> "What is known about a key";
            case ARCHIVE -> "Archive";
        };
    }

    URI uri() {
        return uri;
    }

    boolean isOver() {
        return state.compareTo(State.RUNNING) > 0;
    }

    void starts(URI from) {
        uri = from;
        state = State.CONNECTING;
        wait = "";
    }

    void answered(long at, Instant now) {
        state = State.RUNNING;
        received = at;
        restart(now);
    }

    private void restart(Instant now) {
        since = now;
        then = received;
        before = Instant.MIN;
    }

    void progresses(long bytes, Instant now) {
        if (since.equals(Instant.MIN)) restart(now);
        state = State.RUNNING;
        received = bytes;
        if (now.isBefore(since.plus(WINDOW))) return;
        before = since;
        earlier = then;
        since = now;
        then = bytes;
    }

    void isTriedAgain(Duration after) {
        state = State.QUEUED;
        wait = "It has failed, and is tried again in " + Words.time(Math.max(1, after.toSeconds()));
    }

    void note(String words) {
        note = words;
    }

    void ends(Event.Ending ending) {
        state = State.valueOf(ending.name());
        wait = "";
    }

    /** Bytes a second of the last few seconds. */
    private long rate(Instant now) {
        boolean known = !before.equals(Instant.MIN);
        Instant from = known ? before : since;
        long millis = Duration.between(from, now).toMillis();
        return millis < 1 ? 0 : (received - (known ? earlier : then)) * 1000 / millis;
    }

    Map<String, Object> view(Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("purpose", purpose);
        view.put("uri", Words.of(uri.toString()));
        view.put("state", state.name());
        view.put("words", words(now));
        view.put("note", wait.isEmpty() ? note : wait);
        view.put("part", part());
        view.put("open", !isOver());
        return view;
    }

    /** Thousandths; -1 if nobody knows. */
    private long part() {
        if (state == State.FETCHED || state == State.UNMODIFIED) return 1000;
        if (size.isEmpty() || size.getAsLong() <= 0) return -1;
        return Math.min(1000, received * 1000 / size.getAsLong());
    }

    private String words(Instant now) {
        return switch (state) {
            case QUEUED -> "Waiting for its turn";
            case CONNECTING -> "Connecting";
            case RUNNING -> running(rate(now));
            case FETCHED -> "Done, " + Words.size(received);
            case UNMODIFIED -> "Done, as it was";
            case FAILED -> "Failed";
            case ABORTED -> "Stopped";
        };
    }

    private String running(long rate) {
        String amount = Words.size(received);
        if (size.isPresent()) amount += " of " + Words.size(size.getAsLong());
        if (rate <= 0) return amount;
        String words = amount + ", " + Words.size(rate) + "/s";
        if (size.isEmpty() || size.getAsLong() <= received) return words;
        return words + ", " + Words.time((size.getAsLong() - received + rate - 1) / rate) + " left";
    }
}
