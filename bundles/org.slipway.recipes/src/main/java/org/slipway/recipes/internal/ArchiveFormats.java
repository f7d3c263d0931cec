package org.slipway.recipes.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.async.Switch;

/** Knows the format of an archive: by its type, else by the longest extension that fits its name. */
@Component(service = ArchiveFormats.class)
public final class ArchiveFormats {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, ArchiveFormat>> formats = List.of();

    /** So long a format may take to be replaced. */
    private static final Duration REPLACEMENT = Duration.ofSeconds(10);

    private static final Duration OFTEN = Duration.ofMillis(50);

    private final Loop loop;
    private final Providers<ArchiveFormat> providers;

    /** The types and extensions that have been read here. On the loop. */
    private final Set<String> read = new HashSet<>();

    @Activate
    public ArchiveFormats(@Reference Loop loop, @Reference Announcer announcer) {
        this.loop = loop;
        this.providers = new Providers<>(
                loop, "archive format", () -> formats, text -> announcer.announce(new Event.Warning(text)));
    }

    /**
     * Those that are there, the highest ranking first. Where there was one until now, some seconds are waited for another. On
     * the loop.
     *
     * @param type MIME type, if the feed says it
     * @param name the last part of the archive's path is enough
     */
    Promise<List<Provider<ArchiveFormat>>> find(Optional<String> type, String name, Switch scope) {
        return find(type, name, REPLACEMENT, scope);
    }

    private Promise<List<Provider<ArchiveFormat>>> find(
            Optional<String> type, String name, Duration left, Switch scope) {
        String kind = type.orElse(name.replaceFirst(".*/", ""));
        List<Provider<ArchiveFormat>> now = now(type, name);
        if (!now.isEmpty()) read.add(kind);
        boolean waits = now.isEmpty() && read.contains(kind) && !left.isNegative() && !scope.isOff();
        if (waits) return loop.pause(OFTEN, scope).flatMap(x -> find(type, name, left.minus(OFTEN), scope));
        return loop.promises().resolved(now);
    }

    private List<Provider<ArchiveFormat>> now(Optional<String> type, String name) {
        return type.isPresent() ? ofType(type.get()) : ofName(name.toLowerCase(Locale.ROOT));
    }

    private List<Provider<ArchiveFormat>> ofType(String type) {
        return providers.inTurn().stream()
                .filter(format -> format.texts(ArchiveFormat.MIME_TYPE).contains(type.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private List<Provider<ArchiveFormat>> ofName(String name) {
        List<Provider<ArchiveFormat>> present = providers.inTurn();
        int longest =
                present.stream().mapToInt(format -> fit(format, name)).max().orElse(0);
        if (longest == 0) return List.of();
        return present.stream().filter(format -> fit(format, name) == longest).toList();
    }

    private static int fit(Provider<ArchiveFormat> format, String name) {
        return format.texts(ArchiveFormat.EXTENSION).stream()
                .filter(name::endsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
