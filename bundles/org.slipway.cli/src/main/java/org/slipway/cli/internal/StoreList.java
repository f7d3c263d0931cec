package org.slipway.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code store list}: the directories of implementations. */
final class StoreList extends StoreCommand {
    StoreList(Services services, Console console) {
        super(services, console, "store list", "", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Complaint {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        List<Path> directories = services.store.directories();
        if (invocation.has(Option.JSON)) {
            console.print(new JsonObject().with("stores", json(directories)).line());
            return 0;
        }
        console.print("User store (writable) : " + directories.get(0));
        if (directories.size() == 1) console.print("No system stores.");
        directories.stream().skip(1).forEach(directory -> console.print("System store          : " + directory));
        return 0;
    }

    private static List<Object> json(List<Path> directories) {
        List<Object> stores = new ArrayList<>();
        for (Path directory : directories)
            stores.add(new JsonObject()
                    .with("path", directory.toString())
                    .with("kind", stores.isEmpty() ? "user" : "system")
                    .members());
        return stores;
    }
}
