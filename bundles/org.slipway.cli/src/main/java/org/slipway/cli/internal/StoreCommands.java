package org.slipway.cli.internal;

import java.util.List;

/** All that begin with {@code store}. */
final class StoreCommands {
    private StoreCommands() {}

    static List<Command> all(
            Services services,
            Console console,
            TerminalDevice terminal,
            ArchiveTrees archives,
            ArchiveWriters writers) {
        return List.of(
                StoreAdd.any(services, console, archives),
                new StoreAudit(services, console),
                new StoreCopy(services, console),
                new StoreFind(services, console),
                new StoreList(services, console),
                new StoreManifest(services, console),
                new StoreOptimise(services, console),
                new StoreVerify(services, console),
                new StoreManage(services, console, terminal),
                StoreAdd.archives(services, console, archives),
                new StoreExport(services, console, writers),
                new StoreListImplementations(services, console),
                new StorePurge(services, console, terminal),
                new StoreRemove(services, console),
                new StoreServe(services, console, writers),
                new SecureAddCommand(services, console));
    }
}
