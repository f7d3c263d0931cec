package org.slipway.container.internal;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.store.Store;

/** Whether what is downloaded can be kept. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=Slipway: store writable", Health.TAG})
public final class StoreWritable extends Health {
    private final Store store;

    @Activate
    public StoreWritable(@Reference Store store, @Reference(target = WHERE_CHECKED) Present checks) {
        this.store = store;
    }

    @Override
    Result examine() {
        Path directory = store.directories().get(0);
        Path there = StoreDisk.existing(directory);
        return Files.isDirectory(there) && Files.isWritable(there)
                ? of(Status.OK, directory + " can be written")
                : of(
                        Status.CRITICAL,
                        directory + " cannot be written: nothing new can be kept. Get the right to write it");
    }
}
