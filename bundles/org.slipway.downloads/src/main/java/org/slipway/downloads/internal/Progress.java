package org.slipway.downloads.internal;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;

/** Passes on what a transfer does to the one who asked, and to the monitors often enough for people. */
final class Progress implements TransferListener {

    private static final long BYTES = 1 << 20;
    private static final Duration TIME = Duration.ofMillis(100);

    private final long id;
    private final TransferListener asker;
    private final Clock clock;
    private final Announcer announcer;
    private long announced;
    private Instant last = Instant.MIN;

    Progress(long id, TransferListener asker, Clock clock, Announcer announcer) {
        this.id = id;
        this.asker = asker;
        this.clock = clock;
        this.announcer = announcer;
    }

    @Override
    public void placed(URI uri) {
        announcer.announce(new Event.DownloadStarted(id, uri));
        asker.placed(uri);
    }

    @Override
    public void connected() {
        announcer.announce(new Event.DownloadConnected(id));
        asker.connected();
    }

    @Override
    public void answered(URI from, Validators validators, long at) {
        announcer.announce(new Event.DownloadAnswered(id, at));
        announced = at;
        asker.answered(from, validators, at);
    }

    @Override
    public void dated(URI from, Instant time) {
        asker.dated(from, time);
    }

    @Override
    public void retrying(NetworkProblem problem, Duration after) {
        announcer.announce(new Event.DownloadRetried(id, problem, after));
        asker.retrying(problem, after);
    }

    @Override
    public Optional<Promise<Done>> room() {
        return asker.room();
    }

    @Override
    public void received(long total) {
        asker.received(total);
        Instant now = clock.instant();
        boolean due = last.equals(Instant.MIN) || !now.isBefore(last.plus(TIME)) || total >= announced + BYTES;
        if (!due) return;
        last = now;
        announced = total;
        announcer.announce(new Event.DownloadProgress(id, total));
    }
}
