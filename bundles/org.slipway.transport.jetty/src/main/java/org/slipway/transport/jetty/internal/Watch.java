package org.slipway.transport.jetty.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.slipway.api.settings.Network;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Notices that too few bytes have come for too long. It counts in steps, so that a corrected clock does not matter. */
final class Watch {

    private static final int STEPS = 6;

    private final Loop loop;
    private final Network network;
    private final LongSupplier bytes;
    private final Runnable stalled;
    private final Switch scope;
    /** How many bytes had come at the last few steps. */
    private final Deque<Long> samples = new ArrayDeque<>();

    private Watch(Loop loop, Network network, LongSupplier bytes, Runnable stalled, Switch scope) {
        this.loop = loop;
        this.network = network;
        this.bytes = bytes;
        this.stalled = stalled;
        this.scope = scope;
    }

    /** @param bytes how many have come so far */
    static void over(Loop loop, Network network, LongSupplier bytes, Runnable stalled, Switch scope) {
        new Watch(loop, network, bytes, stalled, scope).step();
    }

    private void step() {
        samples.add(bytes.getAsLong());
        if (samples.size() > STEPS && samples.getLast() - samples.remove() < network.stallBytes()) {
            stalled.run();
            return;
        }
        Duration step = network.stallAfter().dividedBy(STEPS);
        Switch timer = scope.child();
        loop.after(
                step,
                () -> {
                    timer.off();
                    if (!scope.isOff()) step();
                },
                timer);
    }
}
