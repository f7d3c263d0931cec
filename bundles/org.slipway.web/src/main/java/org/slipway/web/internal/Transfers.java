package org.slipway.web.internal;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;

/** What is and was downloaded, and what else there is to be told. On the loop. */
final class Transfers implements Monitor {
    private static final int MOST = 200;
    private static final int MOST_WARNINGS = 20;

    private final Clock clock;
    private final Runnable changed;
    private final Map<Long, Transfer> all = new LinkedHashMap<>();
    private final Deque<String> warnings = new ArrayDeque<>();

    Transfers(Clock clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.DownloadQueued queued) add(queued);
        if (event instanceof Event.DownloadStarted started) with(started.id(), one -> one.starts(started.uri()));
        if (event instanceof Event.DownloadAnswered answered)
            with(answered.id(), one -> one.answered(answered.at(), clock.instant()));
        if (event instanceof Event.DownloadProgress progress)
            with(progress.id(), one -> one.progresses(progress.received(), clock.instant()));
        if (event instanceof Event.DownloadRetried retried)
            with(retried.id(), one -> one.isTriedAgain(retried.after()));
        if (event instanceof Event.DownloadEnded ended) with(ended.id(), one -> one.ends(ended.ending()));
        if (event instanceof Event.MirrorStarted mirror) {
            note(mirror.primary(), "Slow or failed: a mirror is asked");
            note(
                    mirror.mirror(),
                    "A mirror, in place of " + Words.of(mirror.primary().toString()));
        }
        if (event instanceof Event.MirrorWon mirror) note(mirror.mirror(), "A mirror; what it has is used");
        if (event instanceof Event.MirrorLost mirror) note(mirror.mirror(), "A mirror that was of no help");
        if (event instanceof Event.Unpacking unpacking) note(unpacking.archive(), "Is unpacked");
        if (event instanceof Event.Unpacked unpacked) note(unpacked.archive(), "Unpacked");
        if (event instanceof Event.NotUnpacked not) note(not.archive(), "Could not be unpacked");
        if (event instanceof Event.WaitingForProcess waiting)
            warn("Process " + waiting.process() + " downloads " + waiting.digest() + " already, and is waited for");
        if (event instanceof Event.Warning warning) warn(warning.text());
        changed.run();
    }

    private void add(Event.DownloadQueued queued) {
        all.put(queued.id(), new Transfer(queued));
        if (all.size() <= MOST) return;
        Iterator<Transfer> oldest = all.values().iterator();
        while (oldest.hasNext())
            if (oldest.next().isOver()) {
                oldest.remove();
                return;
            }
    }

    private void with(long id, Consumer<Transfer> change) {
        Transfer transfer = all.get(id);
        if (transfer != null) change.accept(transfer);
    }

    /** Of the mirror's own download, which may not have been asked for yet, the last one counts. */
    private void note(URI uri, String words) {
        all.values().stream().filter(one -> one.uri().equals(uri)).forEach(one -> one.note(words));
    }

    private void warn(String text) {
        warnings.add(text);
        if (warnings.size() > MOST_WARNINGS) warnings.remove();
    }

    List<String> warnings() {
        return Words.lines(List.copyOf(warnings));
    }

    /** Those under way first; of the others, the last ones first. */
    List<Object> view() {
        Instant now = clock.instant();
        List<Object> under = new ArrayList<>();
        Deque<Object> over = new ArrayDeque<>();
        for (Transfer one : all.values()) {
            if (one.isOver()) over.push(one.view(now));
            else if (under.size() < MOST) under.add(one.view(now));
        }
        over.stream().limit(MOST - under.size()).forEach(under::add);
        return under;
    }

    long underWay() {
        return all.values().stream().filter(one -> !one.isOver()).count();
    }
}
