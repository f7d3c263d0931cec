package org.slipway.cli.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveWriter;

/** Knows who writes which kind of archive. */
@Component(service = ArchiveWriters.class)
public final class ArchiveWriters {
    private final List<Kind> kinds = new CopyOnWriteArrayList<>();

    /** @param type the MIME type */
    record Kind(ArchiveWriter writer, String type, List<String> extensions) {}

    @Activate
    public ArchiveWriters() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ArchiveWriter writer, Map<String, Object> properties) {
        List<String> types = ArchiveTrees.texts(properties.get(ArchiveFormat.MIME_TYPE));
        List<String> extensions = ArchiveTrees.texts(properties.get(ArchiveFormat.EXTENSION));
        if (!types.isEmpty()) kinds.add(new Kind(writer, types.get(0), extensions));
    }

    void remove(ArchiveWriter writer) {
        kinds.removeIf(kind -> kind.writer() == writer);
    }

    Optional<Kind> ofType(String type) {
        return kinds.stream()
                .filter(kind -> kind.type().equals(type.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** By the end of a file's name. */
    Optional<Kind> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return kinds.stream()
                .filter(kind -> kind.extensions().stream().anyMatch(lower::endsWith))
                .findFirst();
    }

    /** The extensions that there are, for messages. */
    List<String> extensions() {
        return kinds.stream().map(kind -> kind.extensions().get(0)).sorted().toList();
    }
}
