package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
                printJson(digest, lines, console);
            } else {
                lines.writeTo(console);
                console.print(digest.directoryName());
            }
        } catch (UnfitTree unfit) {
            throw new Complaint("'" + directory + "' has no manifest: " + unfit.getMessage());
        }
        return 0;
    }

    /** However long the manifest is. */
    static void printJson(ManifestDigest digest, KeptLines lines, Console console) throws IOException {
        String begin = "{\"digest\": " + JsonText.of(digest.toString()) + ", \"manifest\": \"";
        console.write(begin.getBytes(UTF_8));
        lines.writeAsJsonTo(console);
        console.print("\"}");
    }

    /** @param manifest null where it is not asked for */
    static String json(ManifestDigest digest, String manifest) {
        return new JsonObject()
                .with("digest", digest.toString())
                .with("manifest", manifest)
                .line();
    }
}
