package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slipway.api.store.Upkeep.Repair;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;

/** {@code store verify} an entry, or any tree. A wrong entry is put right if another store has it, and complained about. */
final class StoreVerify extends StoreCommand {
    StoreVerify(Services services, Console console) {
        super(services, console, "store verify", "(DIGEST | (DIRECTORY [DIGEST])", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.isEmpty() || words.size() > 2) throw new WrongUsage();
        boolean json = invocation.has(Option.JSON);
        if (words.size() == 2) verify(words.get(0), Digests.typed(words.get(1)), json, task);
        else if (Files.isDirectory(path(words.get(0))))
            verify(words.get(0), Digests.named(path(words.get(0))), json, task);
        else {
            ManifestDigest digest = Digests.typed(words.get(0));
            verify(Digests.stored(digest, services.store).toString(), digest, json, task);
        }
        return 0;
    }

    private void verify(String typed, ManifestDigest digest, boolean json, Task task) throws Complaint, IOException {
        Path directory = path(typed).normalize();
        if (!Files.isDirectory(directory)) throw new Complaint("'" + typed + "' is not a directory");
        if (!json) console.print("Verifying " + typed);
        task.begin("Verifying " + digest);
        boolean entry = services.store.directories().contains(directory.getParent())
                && Digests.name(directory).equals(digest.directoryName());
        Verification verification = entry
                ? services.upkeep.verify(directory, digest, task)
                : services.upkeep.compare(directory, digest, task);
        Optional<Verification.Damaged> damaged = verification.fold(intact -> Optional.empty(), Optional::of);
        Optional<Repair> repair = damaged.isPresent() && entry
                ? Optional.of(services.upkeep.repair(directory, digest, task))
                : Optional.empty();
        if (json) console.print(json(directory, digest, damaged, repair));
        if (damaged.isPresent())
            throw new Complaint(StoreSentences.of(directory, damaged.get())
                    + repair.map(done -> "\n" + StoreSentences.of(done, digest)).orElse(""));
        if (!json) console.print("OK");
    }

    private static String json(
            Path directory, ManifestDigest digest, Optional<Verification.Damaged> damaged, Optional<Repair> repair) {
        return new JsonObject()
                .with("path", directory.toString())
                .with("digest", digest.toString())
                .with("intact", damaged.isEmpty())
                .with(
                        "actual",
                        damaged.map(Verification.Damaged::actual)
                                .filter(text -> !text.isEmpty())
                                .orElse(null))
                .with(
                        "differences",
                        damaged.map(Verification.Damaged::differences).orElse(List.of()))
                .with("more", damaged.map(Verification.Damaged::more).orElse(0L))
                .with("repaired", repair.map(done -> done == Repair.DONE).orElse(null))
                .line();
    }
}
