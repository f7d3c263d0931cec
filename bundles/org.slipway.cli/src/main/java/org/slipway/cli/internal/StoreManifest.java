package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slipway.api.store.Manifest;
import org.slipway.api.store.UnfitTree;
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
        try {
            Manifest manifest = services.upkeep.manifest(directory, algorithm, task);
            if (invocation.has(Option.JSON)) {
                console.print(json(manifest, Optional.of(manifest.text())));
            } else {
                console.write(manifest.text().getBytes(UTF_8));
                console.print(manifest.digest().directoryName());
            }
        } catch (UnfitTree unfit) {
            throw new Complaint("'" + directory + "' has no manifest: " + unfit.getMessage());
        }
        return 0;
    }

    /** @param text if it is asked for */
    static String json(Manifest manifest, Optional<String> text) {
        return new JsonObject()
                .with("digest", manifest.digest().toString())
                .with("manifest", text.orElse(null))
                .line();
    }
}
