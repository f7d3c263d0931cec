package org.slipway.cli.internal;

import java.nio.file.Path;

import org.slipway.model.ManifestDigest;

/** {@code store find}: where an implementation is. */
final class StoreFind extends StoreCommand {
    StoreFind(Services services, Console console) {
        super(services, console, "store find", "DIGEST", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Complaint {
        if (invocation.words().size() != 1) throw new WrongUsage();
        ManifestDigest digest = Digests.typed(invocation.words().get(0));
        Path path = Digests.stored(digest, services.store);
        if (invocation.has(Option.JSON)) tell(invocation, digest, path);
        else console.print(path.toString());
        return 0;
    }
}
