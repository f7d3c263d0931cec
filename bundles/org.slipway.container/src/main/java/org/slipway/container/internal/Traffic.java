package org.slipway.container.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Event.Ending;
import org.slipway.api.monitor.Monitor;
import org.slipway.async.Loop;

/** What is being downloaded, what was last, what each site has given, and how often what happened. */
@Component(service = {Monitor.class, Traffic.class})
public final class Traffic implements Monitor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LAST = 50;
    /** Who visits more has forgotten the one that was visited least lately. */
    private static final int SITES = 1000;

    private final Loop loop;
    private final Ask ask;
    private final Map<Long, Transfer> running = new LinkedHashMap<>();
    private final Deque<Transfer> last = new ArrayDeque<>();
    private final Map<String, Site> sites = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Ended, Long> ended = new HashMap<>();
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);

    @Activate
    public Traffic(@Reference Loop loop, @Reference Ask ask) {
        this.loop = loop;
        this.ask = ask;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.DownloadQueued queued) running.put(queued.id(), begin(queued));
        else if (event instanceof Event.DownloadStarted started)
            running.computeIfPresent(started.id(), (id, transfer) -> transfer.startedAt(started.uri(), now()));
        else if (event instanceof Event.DownloadAnswered answered)
            running.computeIfPresent(answered.id(), (id, transfer) -> transfer.with(answered.at()));
        else if (event instanceof Event.DownloadProgress progress)
            running.computeIfPresent(progress.id(), (id, transfer) -> received(transfer, progress.received()));
        else if (event instanceof Event.DownloadEnded end)
            Optional.ofNullable(running.remove(end.id())).ifPresent(transfer -> end(transfer, end.ending()));
        else count(event);
    }

    private void count(Event event) {
        if (event instanceof Event.DownloadRetried) add(Count.RETRIES, 1);
        else if (event instanceof Event.MirrorStarted) add(Count.MIRRORS_ASKED, 1);
        else if (event instanceof Event.MirrorWon) add(Count.MIRRORS_WON, 1);
        else if (event instanceof Event.MirrorLost) add(Count.MIRRORS_LOST, 1);
        else if (event instanceof Event.Stored) add(Count.STORED, 1);
        else if (event instanceof Event.Warning) add(Count.WARNINGS, 1);
        else if (event instanceof Event.SolveEnded solve) {
            add(Count.SOLVES, 1);
            add(Count.SOLVE_NANOS, solve.took().toNanos());
        }
    }

    private void add(Count what, long more) {
        counts.merge(what, more, Long::sum);
    }

    private Instant now() {
        return loop.clock().instant();
    }

    private Transfer begin(Event.DownloadQueued queued) {
        return new Transfer(
                queued.uri(), queued.purpose(), queued.size(), now(), Optional.empty(), 0, Optional.empty());
    }

    private Transfer received(Transfer transfer, long bytes) {
        long more = Math.max(0, bytes - transfer.received());
        give(transfer.uri(), new Site(0, 0, more));
        add(Count.BYTES, more);
        return transfer.with(bytes);
    }

    private void end(Transfer transfer, Ending ending) {
        give(transfer.uri(), new Site(1, ending == Ending.FAILED ? 1 : 0, 0));
        ended.merge(new Ended(transfer.purpose(), ending), 1L, Long::sum);
        last.addFirst(transfer.ended(ending));
        if (last.size() > LAST) last.removeLast();
    }

    private void give(URI from, Site more) {
        sites.merge(Shown.site(from), more, Site::plus);
        if (sites.size() > SITES) sites.remove(sites.keySet().iterator().next());
    }

    /** From any thread but the loop, which alone knows. */
    Picture picture() throws Exception {
        return ask.answer(PATIENCE, scope -> loop.promises()
                .resolved(new Picture(
                        now(),
                        List.copyOf(running.values()),
                        List.copyOf(last),
                        new TreeMap<>(sites),
                        Map.copyOf(ended),
                        Map.copyOf(counts))));
    }
}
