package org.slipway.cli.internal;

/** {@code store find}: where an implementation is. */
final class StoreFind extends StoreCommand {
    StoreFind(Services services, Console console) {
        super(services, console, "store find", "DIGEST");
    }

    @Override
    int work(Invocation invocation, Task task) throws Complaint {
        if (invocation.words().size() != 1) throw new WrongUsage();
        console.print(Digests.stored(Digests.typed(invocation.words().get(0)), services.store)
                .toString());
        return 0;
    }
}
