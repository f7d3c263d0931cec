package org.slipway.cli.internal;

import java.time.Duration;

import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Notices that for some time nothing has been under way. On the loop. */
final class Idleness {
    private final Loop loop;
    private final Duration most;
    private final Runnable over;
    private final Switch scope;
    private Switch rest;
    private int underWay;

    /** Begins to wait at once. */
    Idleness(Loop loop, Duration most, Runnable over, Switch scope) {
        this.loop = loop;
        this.most = most;
        this.over = over;
        this.scope = scope;
        rest();
    }

    private void rest() {
        rest = scope.child();
        loop.after(most, over, rest);
    }

    /** Paired with {@link #end}. */
    void begin() {
        if (underWay++ == 0) rest.off();
    }

    void end() {
        if (--underWay == 0) rest();
    }
}
