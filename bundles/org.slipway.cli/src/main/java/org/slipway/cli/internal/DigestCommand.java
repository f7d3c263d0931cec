package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.slipway.api.store.Manifest;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest.Algorithm;

/** {@code digest}: names a directory by its content. */
final class DigestCommand extends SimpleCommand {
    private final Services services;
    private final Console console;
    private final ArchiveTrees archives;

    DigestCommand(Services services, Console console, ArchiveTrees archives) {
        super(
                services.loop,
                "digest",
                "DIRECTORY | ARCHIVE [EXTRACT]",
                Option.ALGORITHM,
                Option.MANIFEST,
                Option.DIGEST);
        this.services = services;
        this.console = console;
        this.archives = archives;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().isEmpty() || invocation.words().size() > 2) throw new WrongUsage();
        Path path = services.host.workingDirectory().resolve(invocation.words().get(0));
        if (!Files.exists(path)) throw new Complaint("'" + path + "' does not exist");
        Algorithm algorithm =
                algorithm(invocation.typed().value(Option.ALGORITHM).orElse("sha1new"));
        Manifest manifest = manifest(invocation, path, algorithm);
        if (invocation.has(Option.MANIFEST)) console.write(manifest.text().getBytes(UTF_8));
        if (invocation.has(Option.DIGEST) || !invocation.has(Option.MANIFEST))
            console.print(manifest.digest().directoryName());
    }

    private Manifest manifest(Invocation invocation, Path path, Algorithm algorithm) throws Exception {
        try {
            if (Files.isDirectory(path)) {
                if (invocation.words().size() > 1) throw new WrongUsage();
                return services.store.manifest(path, algorithm);
            }
            return archives.manifest(path, invocation.words().stream().skip(1).findFirst(), algorithm);
        } catch (UnfitTree unfit) {
            throw new Complaint("'" + path + "' has no digest: " + unfit.getMessage());
        }
    }

    static Algorithm algorithm(String name) throws Complaint {
        return Algorithm.of(name)
                .orElseThrow(() -> new Complaint("There is no algorithm '" + name + "': use one of "
                        + Arrays.stream(Algorithm.values()).map(Algorithm::text).collect(Collectors.joining(", "))));
    }
}
