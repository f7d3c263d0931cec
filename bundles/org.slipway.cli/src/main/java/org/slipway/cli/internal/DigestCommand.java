package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;

import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;
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
        try (KeptLines lines = new KeptLines()) {
            boolean wanted = invocation.has(Option.MANIFEST);
            ManifestDigest digest = digest(invocation, path, algorithm, wanted ? lines : ManifestLines.NOWHERE, task);
            task.end();
            if (invocation.has(Option.JSON)) {
                if (wanted) StoreManifest.printJson(digest, lines, console);
                else console.print(StoreManifest.json(digest, null));
                return 0;
            }
            lines.writeTo(console);
            if (invocation.has(Option.DIGEST) || !wanted) console.print(digest.directoryName());
        }
        return 0;
    }

    private ManifestDigest digest(Invocation invocation, Path path, Algorithm algorithm, ManifestLines lines, Task task)
            throws Exception {
        try {
            if (Files.isDirectory(path)) {
                if (invocation.words().size() > 1) throw new WrongUsage();
                return services.upkeep.manifest(path, algorithm, task, lines);
            }
            return archives.manifest(path, invocation.words().stream().skip(1).findFirst(), algorithm, lines, task);
        } catch (UnfitTree unfit) {
            throw new Complaint("'" + path + "' has no digest: " + unfit.getMessage());
        }
    }
}
