package org.slipway.cli.internal;

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
        String path = Digests.stored(digest, services.store).toString();
        console.print(
                invocation.has(Option.JSON)
                        ? new JsonObject()
                                .with("digest", digest.toString())
                                .with("path", path)
                                .line()
                        : path);
        return 0;
    }
}
