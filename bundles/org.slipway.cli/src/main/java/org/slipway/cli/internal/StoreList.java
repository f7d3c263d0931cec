package org.slipway.cli.internal;

import java.nio.file.Path;
import java.util.List;

/** {@code store list}: the directories of implementations. */
final class StoreList extends StoreCommand {
    StoreList(Services services, Console console) {
        super(services, console, "store list", "");
    }

    @Override
    int work(Invocation invocation, Task task) throws Complaint {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        List<Path> directories = services.store.directories();
        console.print("User store (writable) : " + directories.get(0));
        if (directories.size() == 1) console.print("No system stores.");
        directories.stream().skip(1).forEach(directory -> console.print("System store          : " + directory));
        return 0;
    }
}
