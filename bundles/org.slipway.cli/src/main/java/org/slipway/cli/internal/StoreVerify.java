package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;

/** {@code store verify} an entry, or any tree. A wrong entry is put right if another store has it, and complained about. */
final class StoreVerify extends StoreCommand {
    StoreVerify(Services services, Console console) {
        super(services, console, "store verify", "(DIGEST | (DIRECTORY [DIGEST])");
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.isEmpty() || words.size() > 2) throw new WrongUsage();
        if (words.size() == 2) verify(words.get(0), Digests.typed(words.get(1)), task);
        else if (Files.isDirectory(path(words.get(0)))) verify(words.get(0), Digests.named(path(words.get(0))), task);
        else {
            ManifestDigest digest = Digests.typed(words.get(0));
            verify(Digests.stored(digest, services.store).toString(), digest, task);
        }
        return 0;
    }

    private void verify(String typed, ManifestDigest digest, Task task) throws Complaint, IOException {
        Path directory = path(typed).normalize();
        if (!Files.isDirectory(directory)) throw new Complaint("'" + typed + "' is not a directory");
        console.print("Verifying " + typed);
        task.begin("Verifying " + digest);
        boolean entry = services.store.directories().contains(directory.getParent())
                && Digests.name(directory).equals(digest.directoryName());
        Verification verification = entry
                ? services.upkeep.verify(directory, digest, task)
                : services.upkeep.compare(directory, digest, task);
        if (verification instanceof Verification.Damaged damaged)
            throw new Complaint(
                    StoreSentences.of(directory, damaged) + (entry ? "\n" + repair(directory, digest, task) : ""));
        console.print("OK");
    }

    private String repair(Path entry, ManifestDigest digest, Task task) throws IOException {
        return StoreSentences.of(services.upkeep.repair(entry, digest, task), digest);
    }
}
