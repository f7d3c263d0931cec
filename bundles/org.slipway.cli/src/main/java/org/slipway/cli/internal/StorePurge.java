package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code store purge}: deletes every implementation of some stores, or of all, after asking. */
final class StorePurge extends StoreCommand {
    private final TerminalDevice terminal;

    StorePurge(Services services, Console console, TerminalDevice terminal) {
        super(services, console, "store purge", "[DIRECTORY...]", Option.JSON);
        this.terminal = terminal;
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<Path> entries = new ArrayList<>();
        for (Path store : stores(invocation.words())) {
            for (Path path : services.upkeep.contents(store))
                if (Digests.prefix(Digests.name(path)).isPresent()) entries.add(path);
        }
        if (entries.isEmpty()) {
            console.print(invocation.has(Option.JSON) ? json(entries) : "There are no implementations");
            return 1;
        }
        if (!invocation.has(Option.BATCH) && !services.dryRun.isOn() && !isWanted(entries.size())) return 1;
        for (Path entry : entries) {
            task.begin("Removing " + entry);
            if (!services.dryRun.instead("would delete directory " + entry)) services.upkeep.remove(entry);
        }
        if (services.dryRun.isOn()) return 0;
        console.print(invocation.has(Option.JSON) ? json(entries) : "Removed implementations: " + entries.size());
        return 0;
    }

    private static String json(List<Path> removed) {
        return new JsonObject().with("removed", JsonObject.paths(removed)).line();
    }

    private List<Path> stores(List<String> words) throws Complaint {
        if (words.isEmpty())
            return services.store.directories().stream()
                    .filter(Files::isDirectory)
                    .toList();
        List<Path> stores = new ArrayList<>();
        for (String word : words) {
            if (!Files.isDirectory(path(word))) throw new Complaint("There is no directory '" + word + "'");
            stores.add(path(word).normalize());
        }
        return stores;
    }

    private boolean isWanted(int many) throws Complaint, IOException {
        String answer = terminal.ask(
                        "Remove " + many + " implementations? They are downloaded again when they are needed. [y/N] ")
                .orElseThrow(() ->
                        new Complaint("Nobody can be asked. To remove " + many + " implementations, say --batch"));
        return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
    }
}
