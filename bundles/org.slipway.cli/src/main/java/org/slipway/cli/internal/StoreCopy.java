package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** {@code store copy}: puts an implementation that is somewhere into a store. */
final class StoreCopy extends StoreCommand {
    StoreCopy(Services services, Console console) {
        super(services, console, "store copy", "SOURCE [ TARGET ]", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.isEmpty() || words.size() > 2) throw new WrongUsage();
        Path source = path(words.get(0)).normalize();
        if (!Files.isDirectory(source)) throw new Complaint("There is no directory '" + words.get(0) + "' to copy");
        Path target = words.size() == 2
                ? path(words.get(1)).normalize()
                : services.store.directories().get(0);
        if (words.size() == 2 && !Files.isDirectory(target))
            throw new Complaint("There is no directory '" + words.get(1) + "' to copy to");
        if (!Files.isRegularFile(source.resolve(".manifest"), LinkOption.NOFOLLOW_LINKS))
            throw new Complaint("'" + source + "' has no .manifest: use 'store add' with its digest");
        ManifestDigest digest = Digests.named(source);
        tell(invocation, digest, copied(source, digest, target, task));
        return 0;
    }

    private Path copied(Path source, ManifestDigest digest, Path target, Task task) throws Exception {
        if (digest.algorithm() == Algorithm.SHA1)
            throw new Complaint("Implementations with the oldest algorithm, sha1, cannot be copied: its manifests have"
                    + " the times of directories");
        task.begin("Copying " + digest);
        return StoreSentences.stored(source, digest, services.upkeep.copy(source, digest, target, task));
    }
}
