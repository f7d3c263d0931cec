package org.slipway.container.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.store.Store;
import org.slipway.api.trust.TrustDatabase;

/** What the commands and the page show. Asks the loop and reads files: not on the loop. */
@Component(service = Tables.class)
public final class Tables {
    private static final int PERCENT = 100;

    private final Traffic traffic;
    private final Store store;
    private final TrustDatabase trust;

    @Activate
    public Tables(@Reference Traffic traffic, @Reference Store store, @Reference TrustDatabase trust) {
        this.traffic = traffic;
        this.store = store;
        this.trust = trust;
    }

    /** All of them, for a browser. */
    String html() throws IOException {
        try {
            return downloads().html() + hosts().html() + stores().html() + trust().html();
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception busy) {
            throw new IOException(busy.getMessage(), busy);
        }
    }

    /** Those in the queue and under way, then those that have ended, the newest first. */
    Table downloads() throws Exception {
        Picture now = traffic.picture();
        return new Table(
                "Downloads",
                List.of("State", "For", "Received", "Since", "URI"),
                Stream.concat(now.running().stream(), now.last().stream())
                        .map(transfer -> row(transfer, now.time()))
                        .toList(),
                "Nothing has been downloaded since this started");
    }

    private static List<String> row(Transfer transfer, Instant now) {
        return List.of(
                state(transfer),
                words(transfer.purpose()),
                Shown.bytes(transfer.received()),
                Duration.between(transfer.queued(), now).toSeconds() + " s",
                Shown.uri(transfer.uri()));
    }

    private static String state(Transfer transfer) {
        if (transfer.ending().isPresent()) return words(transfer.ending().get());
        if (transfer.isQueued()) return "queued";
        long size = transfer.size().orElse(0);
        return size == 0 ? "going" : transfer.received() * PERCENT / size + " %";
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Table hosts() throws Exception {
        Picture now = traffic.picture();
        return new Table(
                "Sites",
                List.of("Site", "Queued", "Going", "Ended", "Failed", "Received"),
                Stream.concat(
                                now.sites().keySet().stream(),
                                now.running().stream().map(it -> Shown.site(it.uri())))
                        .distinct()
                        .sorted()
                        .map(site -> row(site, now))
                        .toList(),
                "No site has been asked since this started");
    }

    private static List<String> row(String name, Picture now) {
        Site site = now.sites().getOrDefault(name, new Site(0, 0, 0));
        List<Transfer> its = now.running().stream()
                .filter(transfer -> Shown.site(transfer.uri()).equals(name))
                .toList();
        long queued = its.stream().filter(Transfer::isQueued).count();
        return List.of(
                name,
                Long.toString(queued),
                Long.toString(its.size() - queued),
                Long.toString(site.ended()),
                Long.toString(site.failed()),
                Shown.bytes(site.bytes()));
    }

    Table stores() throws IOException {
        List<Store.Entry> entries = store.list();
        List<List<String>> rows = new ArrayList<>();
        for (Path directory : store.directories()) {
            long count = entries.stream()
                    .filter(entry -> directory.equals(entry.path().getParent()))
                    .count();
            rows.add(List.of(directory.toString(), state(directory), Long.toString(count), free(directory)));
        }
        return new Table("Stores", List.of("Directory", "State", "Implementations", "Free"), rows, "There is no store");
    }

    private static String state(Path directory) {
        if (!Files.isDirectory(directory)) return "not there yet";
        return Files.isWritable(directory) ? "writable" : "read-only";
    }

    private static String free(Path directory) throws IOException {
        return Files.isDirectory(directory)
                ? Shown.bytes(Files.getFileStore(directory).getUsableSpace())
                : "";
    }

    Table trust() throws IOException {
        return new Table(
                "Trust",
                List.of("Key", "Domains"),
                trust.all().entrySet().stream()
                        .map(entry -> List.of(
                                entry.getKey().text(),
                                entry.getValue().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .collect(Collectors.joining(" "))))
                        .sorted((one, other) -> one.get(0).compareTo(other.get(0)))
                        .toList(),
                "No key is trusted");
    }
}
