package org.slipway.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;

/** Looks at everything that becomes visible on the disk, and at what is left behind. */
final class Watchman {

    private final World world;
    private final Path cache;
    private final TrustDatabase trust;
    private final BiPredicate<Fingerprint, TrustDomain> agreed;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Instant> newest;

    /**
     * @param newest when what has been visible of a feed was signed
     * @param agreed whether the user has said so
     */
    Watchman(
            World world,
            Path base,
            Map<String, Instant> newest,
            TrustDatabase trust,
            BiPredicate<Fingerprint, TrustDomain> agreed) {
        this.newest = newest;
        this.world = world;
        this.cache = base.resolve("cache");
        this.trust = trust;
        this.agreed = agreed;
    }

    /** When what is cached of a feed was signed. */
    Optional<Instant> cached(World.Site feed) {
        return Optional.ofNullable(newest.get(feed.uri.text()));
    }

    /** A file or directory may have become visible. */
    void visible(Path path) {
        try {
            if (path.startsWith(cache.resolve("interfaces"))) feed(path);
            else if (path.startsWith(cache.resolve("implementations"))) implementation(path);
        } catch (IOException unreadable) {
            throw world.trace.violation("What became visible cannot be read: " + unreadable);
        }
    }

    private void feed(Path path) throws IOException {
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        World.Document document = world.authentic.get(Seal.content(text));
        if (document == null || !text.contains(document.seal()))
            throw world.trace.violation("A document in the cache is nobody's: " + path.getFileName());
        newest.merge(document.feed().text(), document.signedAt(), (before, now) -> {
            if (now.isBefore(before))
                throw world.trace.violation("An older document has replaced a newer one: " + document.feed());
            return now;
        });
        String name = path.getFileName().toString().replace("%3a", ":").replace("%2f", "/");
        if (!document.feed().text().equals(name))
            throw world.trace.violation("In the cache in the wrong place: " + name);
        if (world.feeds.stream()
                .anyMatch(feed -> feed.cached.filter(document::equals).isPresent())) return;
        TrustDomain domain = TrustDomain.of(document.feed());
        boolean mayBe = world.mayTrust(document.key(), domain) || agreed.test(document.key(), domain);
        if (!mayBe || !trust.trusts(document.key(), domain))
            throw world.trace.violation("In the cache, but nobody trusts its key: " + name);
    }

    private void implementation(Path path) throws IOException {
        String name = path.getFileName().toString();
        if (!seen.add(name)) return;
        Tree tree = world.trees.get(name);
        if (tree == null) throw world.trace.violation("In the store, but no feed has it: " + name);
        String difference = tree.difference(path);
        if (!difference.isEmpty())
            throw world.trace.violation("In the store, but not as its digest says: " + name + ": " + difference);
    }

    /** When a process has ended: everything again, and nothing that should be gone. */
    void end() {
        seen.clear();
        if (!Files.isDirectory(cache)) return;
        leftovers(cache.getParent(), 4);
        for (Path path : list(cache.resolve("interfaces"))) visible(path);
        for (Path path : list(cache.resolve("implementations")))
            if (!path.getFileName().toString().startsWith(".")) visible(path);
        for (Path kept : list(cache.resolve("slipway/downloads")))
            if (Files.exists(cache.resolve("implementations").resolve(kept.getFileName())))
                throw world.trace.violation("Kept though it is stored: " + kept.getFileName());
    }

    /** Not in the entries of the store: they are compared with their trees. */
    private void leftovers(Path directory, int depth) {
        for (Path path : list(directory)) {
            String name = path.getFileName().toString();
            if (name.startsWith(".slipway-") && !name.endsWith(".lock"))
                throw world.trace.violation("Left behind: " + name.replaceAll("[0-9]{3,}", "N"));
            boolean entries = directory.endsWith("cache/implementations");
            if (depth > 1 && !entries) leftovers(path, depth - 1);
        }
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
