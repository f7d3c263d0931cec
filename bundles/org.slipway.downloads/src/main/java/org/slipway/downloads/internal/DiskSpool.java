package org.slipway.downloads.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Spool;
import org.slipway.async.Loop;
import org.slipway.async.Permits;
import org.slipway.async.Switch;

/** The spool in the user's cache, a folder for each name. */
@Component
public final class DiskSpool implements Spool {
    private static final String DIRECTORY = "slipway/downloads";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_=-][A-Za-z0-9._=-]{0,199}");

    private final Loop loop;
    private final Places places;
    private final Settings settings;
    /** Within the process, whose locks of files are all one. */
    private final Map<String, Permits> turns = new HashMap<>();

    @Activate
    public DiskSpool(@Reference Loop loop, @Reference Places places, @Reference Settings settings) {
        this.loop = loop;
        this.places = places;
        this.settings = settings;
    }

    @Override
    public Promise<Folder> open(String name, LongConsumer waiting, Switch scope) {
        if (!TOKEN.matcher(name).matches()) throw new IllegalArgumentException("Not a folder's name: " + name);
        SpoolDirectory directory = new SpoolDirectory(places.cache().resolve(DIRECTORY));
        return turns.computeIfAbsent(name, n -> new Permits(loop.promises(), 1))
                .acquire(scope)
                .flatMap(turn -> loop.offLoop(() -> directory.deleteOld(
                        loop.clock().instant().minus(settings.network().keepInterrupted()))))
                .flatMap(x -> new SpoolFolder(loop, directory, name, waiting, scope).open());
    }
}
