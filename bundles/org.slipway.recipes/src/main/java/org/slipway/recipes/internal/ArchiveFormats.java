package org.slipway.recipes.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.archive.ArchiveFormat;

/** Knows the format of an archive: by its type, else by the longest extension that fits its name. */
@Component(service = ArchiveFormats.class)
public final class ArchiveFormats {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, ArchiveFormat>> formats = List.of();

    @Activate
    public ArchiveFormats() {}

    /**
     * @param type MIME type, if the feed says it
     * @param name the last part of the archive's path is enough
     */
    Optional<ArchiveFormat> find(Optional<String> type, String name) {
        return type.isPresent() ? ofType(type.get()) : ofName(name.toLowerCase(Locale.ROOT));
    }

    private Optional<ArchiveFormat> ofType(String type) {
        return Ranked.snapshot(formats).stream()
                .filter(format -> format.texts(ArchiveFormat.MIME_TYPE).contains(type.toLowerCase(Locale.ROOT)))
                .map(Ranked::service)
                .findFirst();
    }

    private Optional<ArchiveFormat> ofName(String name) {
        // Of equal lengths the first one stays, which is that of the highest ranking.
        return Ranked.snapshot(formats).stream()
                .filter(format -> fit(format, name) > 0)
                .sorted(Comparator.comparing((Ranked<ArchiveFormat> format) -> -fit(format, name)))
                .map(Ranked::service)
                .findFirst();
    }

    private static int fit(Ranked<ArchiveFormat> format, String name) {
        return format.texts(ArchiveFormat.EXTENSION).stream()
                .filter(name::endsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
