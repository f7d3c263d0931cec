package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;

/** {@code store audit}: verifies every implementation of some stores, or of all. */
final class StoreAudit extends StoreCommand {
    StoreAudit(Services services, Console console) {
        super(services, console, "store audit", "[DIRECTORY]", Option.JSON);
    }

    private record Shelf(Path store, List<Path> contents) {}

    /** What has been found so far. */
    private static final class Found {
        private final List<Path> skipped = new ArrayList<>();
        private final Map<Path, String> failures = new LinkedHashMap<>();
        private int checked;
        private int verified;
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<Shelf> shelves = shelves(invocation.words());
        int total = shelves.stream().mapToInt(shelf -> shelf.contents().size()).sum();
        Consumer<String> words = invocation.has(Option.JSON) ? line -> {} : console::print;
        Found found = new Found();
        for (Shelf shelf : shelves) {
            words.accept("Scanning " + shelf.store());
            for (Path path : shelf.contents()) audit(path, total, found, words, task);
        }
        if (invocation.has(Option.JSON)) console.print(json(found));
        else summarise(found.checked, found.verified, List.copyOf(found.failures.keySet()));
        return found.failures.isEmpty() ? 0 : 1;
    }

    private void audit(Path path, int total, Found found, Consumer<String> words, Task task) throws IOException {
        found.checked++;
        if (Digests.prefix(Digests.name(path)).isEmpty()) {
            found.skipped.add(path);
            words.accept("Skipping non-implementation directory " + path);
            return;
        }
        task.begin("[" + found.checked + " / " + total + "] Verifying " + Digests.name(path));
        Optional<String> problem = problem(path, task);
        if (problem.isEmpty()) found.verified++;
        else found.failures.put(path, problem.get());
        problem.ifPresent(words);
    }

    private static String json(Found found) {
        List<Object> damaged = new ArrayList<>();
        found.failures.forEach((path, text) -> damaged.add(new JsonObject()
                .with("path", path.toString())
                .with("text", text)
                .members()));
        return new JsonObject()
                .with("checked", found.checked)
                .with("verified", found.verified)
                .with("damaged", damaged)
                .with("skipped", JsonObject.paths(found.skipped))
                .line();
    }

    private List<Shelf> shelves(List<String> words) throws Complaint, IOException {
        List<Shelf> shelves = new ArrayList<>();
        for (String word : words) {
            if (!Files.isDirectory(path(word))) throw new Complaint("There is no directory '" + word + "'");
            shelves.add(new Shelf(Path.of(word), contents(path(word), Path.of(word))));
        }
        if (!words.isEmpty()) return shelves;
        for (Path store : services.store.directories())
            if (Files.isDirectory(store)) shelves.add(new Shelf(store, contents(store, store)));
        return shelves;
    }

    /** As the user has named the store. */
    private List<Path> contents(Path store, Path named) throws IOException {
        return services.upkeep.contents(store).stream()
                .map(path -> named.resolve(path.getFileName()))
                .toList();
    }

    private Optional<String> problem(Path path, Task task) throws IOException {
        Path entry = services.host.workingDirectory().resolve(path);
        Optional<ManifestDigest> digest = ManifestDigest.of(Digests.name(path));
        if (digest.isEmpty()) return Optional.of("'" + path + "' has a name that is no digest");
        Verification verification = services.upkeep.verify(entry, digest.get(), task);
        if (!(verification instanceof Verification.Damaged damaged)) return Optional.empty();
        return Optional.of(StoreSentences.of(path, damaged) + "\n"
                + StoreSentences.of(services.upkeep.repair(entry, digest.get(), task), digest.get()));
    }

    private void summarise(int checked, int verified, List<Path> failures) {
        if (!failures.isEmpty()) {
            console.print("\nList of corrupted or modified implementations:");
            for (int i = failures.size() - 1; i >= 0; i--)
                console.print(failures.get(i).toString());
            console.print("");
        }
        console.print("Checked " + checked + " items");
        console.print("Successfully verified implementations: " + verified);
        console.print("Corrupted or modified implementations: " + failures.size());
    }
}
