package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slipway.model.ManifestDigest;

/** {@code store remove}: deletes implementations from every store. The status says whether there was any. */
final class StoreRemove extends StoreCommand {
    StoreRemove(Services services, Console console) {
        super(services, console, "store remove", "DIGEST...", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        if (invocation.words().isEmpty()) throw new WrongUsage();
        List<ManifestDigest> digests = new ArrayList<>();
        for (String word : invocation.words()) digests.add(Digests.typed(word));
        List<Path> removed = new ArrayList<>();
        for (ManifestDigest digest : digests) {
            int before = removed.size();
            for (Path store : services.store.directories()) {
                Path entry = store.resolve(digest.directoryName());
                if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) continue;
                task.begin("Removing " + entry);
                if (!services.dryRun.instead("would delete directory " + entry)) services.upkeep.remove(entry);
                removed.add(entry);
            }
            if (removed.size() == before) console.say("There is no " + digest + " in any store");
        }
        if (invocation.has(Option.JSON) && !services.dryRun.isOn())
            console.print(
                    new JsonObject().with("removed", JsonObject.paths(removed)).line());
        return removed.isEmpty() ? 1 : 0;
    }
}
