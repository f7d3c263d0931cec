package org.slipway.trust.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.interaction.KeyQuestion.Past;
import org.slipway.api.settings.Places;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog;
import org.slipway.async.Loop;
import org.slipway.model.FeedUri;

/** The log in {@code slipway/trust.log} of the user's data. Off the loop. */
@Component(service = {TrustLog.class, FirstSeen.class})
public final class FirstSeen implements TrustLog {
    private static final String FILE = "slipway/trust.log";
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Loop loop;
    private final Places places;

    @Activate
    public FirstSeen(@Reference Loop loop, @Reference Places places) {
        this.loop = loop;
        this.places = places;
    }

    @Override
    public Reading read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        String before = LogLine.BEGINNING;
        for (String line : complete().lines().toList()) {
            Optional<LogLine> read = LogLine.read(line, before);
            if (read.isEmpty()) return new Reading(List.copyOf(entries), State.ALTERED);
            entries.add(read.get().entry());
            before = read.get().chain();
        }
        return new Reading(List.copyOf(entries), State.INTACT);
    }

    private Path file() {
        return places.data().resolve(FILE);
    }

    /** What was being written when the machine stopped has no end, and was never said. */
    private String complete() throws IOException {
        if (!Files.exists(file())) return "";
        String text = Files.readString(file(), StandardCharsets.ISO_8859_1);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    @Override
    public void write(What what, Fingerprint key, TrustDomain domain, String detail) throws IOException {
        Instant now = loop.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Files.createDirectories(file().getParent());
        synchronized (FirstSeen.class) {
            // A file lock is the process's; its threads, also of other platforms in it, need the monitor beside it.
            try (FileChannel log = FileChannel.open(
                    file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                log.lock();
                String before = complete();
                String line = LogLine.after(end(before), new Entry(now, what, key, domain, detail))
                        .text();
                log.truncate(before.length());
                log.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.ISO_8859_1)), before.length());
                log.force(true);
            }
        }
    }

    /** What the next line is chained to, also where somebody has changed the last one: that stays visible. */
    private static String end(String complete) {
        return complete.isEmpty()
                ? LogLine.BEGINNING
                : complete.strip().substring(complete.strip().lastIndexOf(' ') + 1);
    }

    /**
     * Writes down the keys that are seen with this domain for the first time.
     *
     * @return what the user has to know about the log, if anything
     */
    Optional<String> note(Collection<Fingerprint> keys, TrustDomain domain, FeedUri.Remote feed) {
        try {
            Reading log = read();
            for (Fingerprint key : keys)
                if (seen(log, key, domain).isEmpty()) write(What.SEEN, key, domain, feed.text());
            return log.state() == State.ALTERED
                    ? Optional.of("The log of keys '" + file()
                            + "' has been changed by somebody else. 'slipway trust log' shows what is left of it")
                    : clock(log);
        } catch (IOException disk) {
            return Optional.of("The log of keys '" + file() + "' cannot be kept: " + disk);
        }
    }

    private Optional<String> clock(Reading log) {
        Instant now = loop.clock().instant();
        return log.entries().stream()
                .map(Entry::time)
                .filter(time -> time.isAfter(now.plus(CLOCKS_DIFFER)))
                .findFirst()
                .map(time -> "The clock of this machine has gone back: it says " + now + ", and has said " + time
                        + " before. Set it right: what is new or expired depends on it");
    }

    private static Optional<Instant> seen(Reading log, Fingerprint key, TrustDomain domain) {
        return log.entries().stream()
                .filter(entry -> entry.what() == What.SEEN
                        && entry.key().equals(key)
                        && entry.domain().equals(domain))
                .map(Entry::time)
                .findFirst();
    }

    /** What was seen for the first time today is no past. */
    Past past(Fingerprint key, TrustDomain domain, Set<TrustDomain> trusted) throws IOException {
        Reading log = read();
        Instant today = loop.clock().instant().minus(CLOCKS_DIFFER);
        Optional<Instant> since = seen(log, key, domain).filter(time -> time.isBefore(today));
        List<TrustDomain> elsewhere = log.entries().stream()
                .filter(entry -> entry.what() == What.SEEN
                        && entry.key().equals(key)
                        && !entry.domain().equals(domain))
                .map(Entry::domain)
                .distinct()
                .toList();
        return new Past(since, elsewhere, List.copyOf(trusted));
    }
}
