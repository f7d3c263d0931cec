package org.slipway.cli.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import org.slipway.api.monitor.Event;

/** A download that is under way, as it is shown. */
final class ShownTransfer {
    private final URI uri;
    private final OptionalLong size;
    private Rate rate;
    private long received;
    private String state = "waiting for a place";
    private boolean held = true;

    ShownTransfer(Event.DownloadQueued queued, Instant now) {
        this.uri = queued.uri();
        this.size = queued.size();
        this.rate = new Rate(0, now);
    }

    void connects() {
        become("connecting", false);
    }

    /** @param at what is there already */
    void isAnswered(long at, Instant now) {
        received = at;
        rate = new Rate(at, now);
        become("", false);
    }

    void receives(long bytes) {
        received = bytes;
        become("", false);
    }

    void isTriedAgain(Duration after) {
        become("trying again in " + after.toSeconds() + " s", true);
    }

    private void become(String what, boolean isHeld) {
        state = what;
        held = isHeld;
    }

    URI uri() {
        return uri;
    }

    /** Whether it waits for something. */
    boolean isHeld() {
        return held;
    }

    /** Empty where the numbers say it all. */
    String state() {
        return state;
    }

    Received received(Instant now) {
        if (!state.isEmpty()) return new Received(received, size, OptionalLong.empty());
        rate.measure(received, now);
        return new Received(received, size, rate.perSecond());
    }
}
