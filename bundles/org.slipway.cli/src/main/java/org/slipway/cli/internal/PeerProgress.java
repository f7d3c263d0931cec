package org.slipway.cli.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * Tells a program what goes on: whatever has happened since the last time in one message, so that there are never more than
 * four in a second. On the loop.
 */
final class PeerProgress implements Monitor {
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final Loop loop;
    private final Consumer<List<Object>> peer;
    private final Switch scope;
    private final Map<Long, Transfer> transfers = new LinkedHashMap<>();
    private final List<Object> untold = new ArrayList<>();
    private boolean waiting;

    /** @param scope nothing more is told when it is off */
    PeerProgress(Loop loop, Consumer<List<Object>> peer, Switch scope) {
        this.loop = loop;
        this.peer = peer;
        this.scope = scope;
    }

    /** What has come of a download, and how much of that was there when it was told the last time. */
    private static final class Transfer {
        private final OptionalLong size;
        private long received;
        private long told;
        private Instant since;
        private boolean isNews;

        Transfer(OptionalLong size, Instant now) {
            this.size = size;
            this.since = now;
        }

        /** Nobody has told how much it will be. */
        static Transfer begunEarlier(long received, Instant now) {
            Transfer transfer = new Transfer(OptionalLong.empty(), now);
            transfer.goOnFrom(received, now);
            return transfer;
        }

        void goOnFrom(long at, Instant now) {
            received = at;
            told = at;
            since = now;
        }

        void receive(long bytes) {
            received = bytes;
            isNews = true;
        }

        /** Absent if no time has passed. */
        private OptionalLong rate(Instant now) {
            long millis = Duration.between(since, now).toMillis();
            return millis <= 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, received - told) * 1000 / millis);
        }

        Map<String, Object> tell(long id, Instant now) {
            Map<String, Object> object = event("received", id);
            object.put("bytes", received);
            object.put("size", number(size));
            object.put("rate", number(rate(now)));
            goOnFrom(received, now);
            isNews = false;
            return object;
        }
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.DownloadQueued queued) queued(queued);
        if (event instanceof Event.DownloadStarted started) started(started);
        if (event instanceof Event.DownloadAnswered answered && transfers.containsKey(answered.id()))
            transfers.get(answered.id()).goOnFrom(answered.at(), loop.clock().instant());
        if (event instanceof Event.DownloadProgress progress) received(progress);
        if (event instanceof Event.DownloadRetried retried) retried(retried);
        if (event instanceof Event.DownloadEnded ended) ended(ended);
        if (event instanceof Event.WaitingForProcess waits) waits(waits);
        if (event instanceof Event.Unpacking unpacking) archive("unpacking", unpacking.archive());
        if (event instanceof Event.Unpacked unpacked) archive("unpacked", unpacked.archive());
        if (event instanceof Event.Verified verified) implementation("verified", verified.digest());
        if (event instanceof Event.Stored stored) implementation("stored", stored.digest());
    }

    private void queued(Event.DownloadQueued queued) {
        transfers.put(queued.id(), new Transfer(queued.size(), loop.clock().instant()));
        Map<String, Object> object = event("queued", queued.id());
        object.put("uri", queued.uri().toString());
        object.put("size", number(queued.size()));
        object.put("purpose", word(queued.purpose()));
        object.put("feed", queued.feed().map(Object::toString).orElse(null));
        tell(object);
    }

    private void started(Event.DownloadStarted started) {
        Map<String, Object> object = event("started", started.id());
        object.put("uri", started.uri().toString());
        tell(object);
    }

    private void received(Event.DownloadProgress progress) {
        Instant now = loop.clock().instant();
        transfers
                .computeIfAbsent(progress.id(), id -> Transfer.begunEarlier(progress.received(), now))
                .receive(progress.received());
        tellLater();
    }

    private void retried(Event.DownloadRetried retried) {
        Map<String, Object> object = event("retried", retried.id());
        object.put("why", NetworkSentences.of(retried.problem()));
        object.put("after", retried.after().toMillis() / 1000.0);
        tell(object);
    }

    private void ended(Event.DownloadEnded ended) {
        Transfer transfer = transfers.remove(ended.id());
        Map<String, Object> object = event("ended", ended.id());
        object.put("ending", word(ended.ending()));
        object.put("bytes", transfer == null ? null : transfer.received);
        tell(object);
    }

    private void waits(Event.WaitingForProcess waits) {
        Map<String, Object> object = event("waiting");
        object.put("process", waits.process());
        object.put("digest", waits.digest().toString());
        tell(object);
    }

    private void archive(String name, URI archive) {
        Map<String, Object> object = event(name);
        object.put("uri", archive.toString());
        tell(object);
    }

    private void implementation(String name, Object digest) {
        Map<String, Object> object = event(name);
        object.put("digest", digest.toString());
        tell(object);
    }

    private void tell(Map<String, Object> object) {
        untold.add(object);
        tellLater();
    }

    private void tellLater() {
        if (waiting || scope.isOff()) return;
        waiting = true;
        loop.after(
                PERIOD,
                () -> {
                    waiting = false;
                    tellNow();
                },
                scope);
    }

    /** What has happened before something else that is told. */
    void tellNow() {
        Instant now = loop.clock().instant();
        transfers.forEach((id, transfer) -> {
            if (transfer.isNews) untold.add(transfer.tell(id, now));
        });
        if (!untold.isEmpty()) peer.accept(List.copyOf(untold));
        untold.clear();
    }

    /** What is under way is of no interest any more. */
    void forget() {
        transfers.clear();
        untold.clear();
    }

    private static Map<String, Object> event(String name) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("event", name);
        return object;
    }

    private static Map<String, Object> event(String name, long download) {
        Map<String, Object> object = event(name);
        object.put("download", download);
        return object;
    }

    private static Object number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
