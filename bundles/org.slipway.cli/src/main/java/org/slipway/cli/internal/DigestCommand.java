package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slipway.api.store.Manifest;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest.Algorithm;

/** {@code digest}: names a directory by its content. */
final class DigestCommand extends StoreCommand {
    private final ArchiveTrees archives;

    DigestCommand(Services services, Console console, ArchiveTrees archives) {
        super(
                services,
                console,
                "digest",
                "DIRECTORY | ARCHIVE [EXTRACT]",
                Option.ALGORITHM,
                Option.MANIFEST,
                Option.DIGEST,
                Option.JSON);
        this.archives = archives;
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        if (invocation.words().isEmpty() || invocation.words().size() > 2) throw new WrongUsage();
        Path path = path(invocation.words().get(0));
        if (!Files.exists(path)) throw new Complaint("'" + path + "' does not exist");
        Algorithm algorithm =
                Digests.algorithm(invocation.typed().value(Option.ALGORITHM).orElse("sha1new"));
        task.begin("Reading " + path);
        Manifest manifest = manifest(invocation, path, algorithm, task);
        task.end();
        if (invocation.has(Option.JSON)) {
            boolean whole = invocation.has(Option.MANIFEST);
            console.print(StoreManifest.json(manifest, whole ? Optional.of(manifest.text()) : Optional.empty()));
            return 0;
        }
        if (invocation.has(Option.MANIFEST)) console.write(manifest.text().getBytes(UTF_8));
        if (invocation.has(Option.DIGEST) || !invocation.has(Option.MANIFEST))
            console.print(manifest.digest().directoryName());
        return 0;
    }

    private Manifest manifest(Invocation invocation, Path path, Algorithm algorithm, Task task) throws Exception {
        try {
            if (Files.isDirectory(path)) {
                if (invocation.words().size() > 1) throw new WrongUsage();
                return services.upkeep.manifest(path, algorithm, task);
            }
            return archives.manifest(path, invocation.words().stream().skip(1).findFirst(), algorithm, task);
        } catch (UnfitTree unfit) {
            throw new Complaint("'" + path + "' has no digest: " + unfit.getMessage());
        }
    }
}
