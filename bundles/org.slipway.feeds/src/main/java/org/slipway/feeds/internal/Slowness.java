package org.slipway.feeds.internal;

import java.net.URI;
import java.time.Duration;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.TransferListener;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Tells when a transfer has been slow: so long after it got its place, which a redirect gives anew, or when it is tried again. */
final class Slowness {

    private final Loop loop;
    private final Duration limit;
    private final Deferred<Done> slow;

    Slowness(Loop loop, Duration limit) {
        this.loop = loop;
        this.limit = limit;
        this.slow = loop.promises().deferred();
    }

    /** Never resolved if the transfer ends in time. */
    Promise<Done> slow() {
        return slow.getPromise();
    }

    /** @param transfer turned off when the transfer has ended, and with it the timer */
    TransferListener listener(Switch transfer) {
        return new TransferListener() {
            private Switch timer = transfer.child();

            @Override
            public void placed(URI uri) {
                timer.off();
                timer = transfer.child();
                loop.after(limit, () -> tell(), timer);
            }

            @Override
            public void retrying(NetworkProblem problem, Duration after) {
                tell();
            }
        };
    }

    private void tell() {
        if (!slow.getPromise().isDone()) slow.resolve(Done.DONE);
    }
}
