package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.slipway.api.store.Upkeep.Sharing;

/** {@code store optimise}: keeps what several implementations have in common once. */
final class StoreOptimise extends StoreCommand {
    StoreOptimise(Services services, Console console) {
        super(services, console, "store optimise", "[ CACHE ]", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.size() > 1) throw new WrongUsage();
        Path store = words.isEmpty()
                ? services.store.directories().get(0)
                : path(words.get(0)).normalize();
        if (!Files.isDirectory(store)) throw new Complaint("'" + store + "' is not a directory");
        if (!Digests.name(store).equals("implementations"))
            throw new Complaint(
                    "'" + store + "' is no directory of implementations: its name must be 'implementations'");
        if (!invocation.has(Option.JSON)) console.print("Optimising " + store);
        task.begin("Reading manifests");
        Sharing sharing = services.upkeep.share(store, task);
        task.end();
        if (invocation.has(Option.JSON)) console.print(json(store, sharing));
        else report(sharing);
        return 0;
    }

    private static String json(Path store, Sharing sharing) {
        return new JsonObject()
                .with("store", store.toString())
                .with("files", sharing.files())
                .with("freed", sharing.freed())
                .with("shared", sharing.shared())
                .with("manifests", sharing.manifests())
                .with("skipped", sharing.skipped())
                .line();
    }

    private void report(Sharing sharing) {
        sharing.skipped().forEach(reason -> console.say("Skipped: " + reason));
        long before = sharing.files() + sharing.freed();
        console.print("Original size  : " + Sizes.text(before) + " (excluding the " + Sizes.text(sharing.manifests())
                + " of manifests)");
        console.print("Already saved  : " + Sizes.text(sharing.shared()));
        if (sharing.freed() == 0) {
            console.print("No duplicates found; no changes made.");
        } else {
            console.print("Optimised size : " + Sizes.text(sharing.files()));
            console.print(String.format(
                    Locale.ROOT,
                    "Space freed up : %s (%.2f%%)",
                    Sizes.text(sharing.freed()),
                    100.0 * sharing.freed() / before));
        }
        console.print("Optimisation complete.");
    }
}
