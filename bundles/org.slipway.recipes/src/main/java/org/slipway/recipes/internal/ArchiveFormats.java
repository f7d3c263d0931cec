package org.slipway.recipes.internal;

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
     * Those that are there now, the highest ranking first.
     *
     * @param type MIME type, if the feed says it
     * @param name the last part of the archive's path is enough
     */
    List<ArchiveFormat> find(Optional<String> type, String name) {
        return type.isPresent() ? ofType(type.get()) : ofName(name.toLowerCase(Locale.ROOT));
    }

    private List<ArchiveFormat> ofType(String type) {
        return Ranked.snapshot(formats).stream()
                .filter(format -> format.texts(ArchiveFormat.MIME_TYPE).contains(type.toLowerCase(Locale.ROOT)))
                .map(Ranked::service)
                .toList();
    }

    private List<ArchiveFormat> ofName(String name) {
        List<Ranked<ArchiveFormat>> present = Ranked.snapshot(formats);
        int longest =
                present.stream().mapToInt(format -> fit(format, name)).max().orElse(0);
        if (longest == 0) return List.of();
        return present.stream()
                .filter(format -> fit(format, name) == longest)
                .map(Ranked::service)
                .toList();
    }

    private static int fit(Ranked<ArchiveFormat> format, String name) {
        return format.texts(ArchiveFormat.EXTENSION).stream()
                .filter(name::endsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
