package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** {@code store manifest}: the manifest of a directory, and its digest. */
final class StoreManifest extends StoreCommand {
    StoreManifest(Services services, Console console) {
        super(services, console, "store manifest", "DIRECTORY [ALGORITHM]", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.isEmpty() || words.size() > 2) throw new WrongUsage();
        Path directory = path(words.get(0));
        if (!Files.isDirectory(directory)) throw new Complaint("'" + words.get(0) + "' is not a directory");
        Algorithm algorithm = words.size() == 2
                ? Digests.algorithm(words.get(1))
                : Digests.prefix(Digests.name(directory)).orElse(Algorithm.SHA1NEW);
        task.begin("Reading " + directory);
        try (KeptLines lines = new KeptLines()) {
            ManifestDigest digest = services.upkeep.manifest(directory, algorithm, task, lines);
            task.end();
            if (invocation.has(Option.JSON)) {
                console.print(json(digest, Optional.of(lines)));
            } else {
                lines.writeTo(console);
                console.print(digest.directoryName());
            }
        } catch (UnfitTree unfit) {
            throw new Complaint("'" + directory + "' has no manifest: " + unfit.getMessage());
        }
        return 0;
    }

    /** @param lines if they are asked for */
    static String json(ManifestDigest digest, Optional<KeptLines> lines) throws IOException {
        return new JsonObject()
                .with("digest", digest.toString())
                .with("manifest", lines.isPresent() ? lines.get().text() : null)
                .line();
    }
}
