package org.slipway.container.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.store.Store;

/** Whether there is room for what is downloaded. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=Slipway: disk", Health.TAG})
public final class StoreDisk extends Health {
    private static final long LITTLE = 1L << 30;
    private static final long NEXT_TO_NOTHING = 100L << 20;

    private final Store store;

    @Activate
    public StoreDisk(@Reference Store store, @Reference(target = WHERE_CHECKED) Present checks) {
        this.store = store;
    }

    @Override
    Result examine() throws IOException {
        Path directory = store.directories().get(0);
        return judge(directory, Files.getFileStore(existing(directory)).getUsableSpace());
    }

    static Result judge(Path directory, long free) {
        Status status = free < NEXT_TO_NOTHING ? Status.CRITICAL : free < LITTLE ? Status.WARN : Status.OK;
        return of(status, Shown.bytes(free) + " are free for " + directory);
    }

    /** It is made when it is first needed; until then, what it will be made in. */
    static Path existing(Path directory) {
        Path there = directory;
        while (!Files.exists(there) && there.getParent() != null) there = there.getParent();
        return there;
    }
}
