package org.slipway.cli.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.store.Draft;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Store;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** The manifest of what is in an archive, without keeping any of it. */
@Component(service = ArchiveTrees.class)
public final class ArchiveTrees {
    static final long LIMIT = 1L << 40;

    private final Store store;
    private final List<Format> formats = new CopyOnWriteArrayList<>();

    private record Format(ArchiveFormat format, List<String> types, List<String> extensions, List<String> programs) {}

    @Activate
    public ArchiveTrees(@Reference Store store) {
        this.store = store;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ArchiveFormat format, Map<String, Object> properties) {
        formats.add(new Format(
                format,
                texts(properties.get(ArchiveFormat.MIME_TYPE)),
                texts(properties.get(ArchiveFormat.EXTENSION)),
                texts(properties.get(ArchiveFormat.PROGRAM))));
    }

    void remove(ArchiveFormat format) {
        formats.removeIf(known -> known.format() == format);
    }

    static List<String> texts(Object property) {
        if (property instanceof String[] several) return List.of(several);
        return property instanceof String one ? List.of(one) : List.of();
    }

    /** For the extensions of archives that a program of somebody else unpacks: those of which any one will do. */
    Map<String, List<String>> programs() {
        Map<String, List<String>> programs = new TreeMap<>();
        for (Format format : formats)
            if (!format.programs().isEmpty()) programs.put(String.join(", ", format.extensions()), format.programs());
        return programs;
    }

    ManifestDigest manifest(Path archive, Optional<String> extract, Algorithm algorithm, ManifestLines lines, Task task)
            throws Complaint, UnfitTree, IOException {
        return manifest(archive, extract, Optional.empty(), algorithm, lines, task);
    }

    /**
     * @param type the MIME type, if the file's name does not say it
     * @param lines gets them in their order; where it fails, some may have come already
     */
    ManifestDigest manifest(
            Path archive,
            Optional<String> extract,
            Optional<String> type,
            Algorithm algorithm,
            ManifestLines lines,
            Task task)
            throws Complaint, UnfitTree, IOException {
        try (Draft draft = store.sketch(algorithm, LIMIT)) {
            unpack(archive, extract, type, draft.tree(), task);
            return draft.describe(lines);
        }
    }

    /** @param type the MIME type, if the file's name does not say it */
    void unpack(Path archive, Optional<String> extract, Optional<String> type, TreeBuilder tree, Task task)
            throws Complaint, IOException {
        if (!Files.exists(archive)) throw new Complaint("'" + archive + "' does not exist");
        ArchiveFormat format = type.isPresent() ? ofType(type.get()) : format(archive);
        if (!Files.isRegularFile(archive)) throw new Complaint("'" + archive + "' is not a file");
        try {
            format.unpack(new FileInput(archive, extract, task), tree);
        } catch (BadArchive bad) {
            Complaint complaint = new Complaint("'" + archive + "' cannot be unpacked: " + bad.getMessage());
            complaint.initCause(bad);
            throw complaint;
        }
    }

    private ArchiveFormat ofType(String type) throws Complaint {
        return formats.stream()
                .filter(format -> format.types().contains(type.toLowerCase(Locale.ROOT)))
                .map(Format::format)
                .findFirst()
                .orElseThrow(() -> new Complaint("Archives of the type '" + type + "' cannot be read"));
    }

    /** Whether there is a format for archives of this type, or else for those whose names end like this. */
    boolean reads(String name, Optional<String> type) {
        return type.map(this::isKnown).orElseGet(() -> ofName(name).isPresent());
    }

    /** The MIME type of archives whose names end like this. */
    Optional<String> type(String name) {
        return ofName(name).flatMap(found -> formats.stream()
                .filter(format -> format.format() == found)
                .flatMap(format -> format.types().stream())
                .findFirst());
    }

    private boolean isKnown(String type) {
        return formats.stream().anyMatch(format -> format.types().contains(type.toLowerCase(Locale.ROOT)));
    }

    private ArchiveFormat format(Path archive) throws Complaint {
        return ofName(archive.getFileName().toString())
                .orElseThrow(
                        () -> new Complaint("'" + archive + "' is neither a directory nor an archive of a known type"));
    }

    /** The longest extension that fits decides. */
    private Optional<ArchiveFormat> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Format best = null;
        int length = 0;
        for (Format format : formats) {
            for (String extension : format.extensions()) {
                if (!lower.endsWith(extension) || extension.length() <= length) continue;
                best = format;
                length = extension.length();
            }
        }
        return Optional.ofNullable(best).map(Format::format);
    }

    private record FileInput(Path file, Optional<String> extract, Task task) implements ArchiveInput {
        @Override
        public InputStream stream() throws IOException {
            return new Watched(Files.newInputStream(file), task);
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return Files.newByteChannel(file);
        }

        @Override
        public long size() {
            return file.toFile().length();
        }

        @Override
        public long limit() {
            return LIMIT;
        }

        @Override
        public void sign() throws IOException {
            task.more(0);
        }
    }

    /** Stops when nobody wants it any more. */
    private static final class Watched extends FilterInputStream {
        private final Task task;

        Watched(InputStream in, Task task) {
            super(in);
            this.task = task;
        }

        @Override
        public int read() throws IOException {
            task.more(1);
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            task.more(Math.max(0, read));
            return read;
        }
    }
}
