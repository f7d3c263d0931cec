package org.slipway.feeds.internal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slipway.api.catalog.Catalogs;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.model.FeedUri;
import org.slipway.model.catalog.Catalog;
import org.slipway.model.catalog.CatalogReader;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/**
 * The sources in {@code catalog-sources} and what they have together in {@code catalog.xml}, as the .NET edition keeps both,
 * and what each has brought, signature included, in {@code slipway/catalogs}.
 */
final class CatalogFiles {
    private static final String SOURCES = "catalog-sources";
    private static final String MERGED = "catalog.xml";
    private static final String BROUGHT = "slipway/catalogs";

    /** The default source of old; a line with it means today's. */
    private static final String FORMER_DEFAULT = "http://0install.de/catalog/";

    private final Places places;
    private final AtomicFiles files;

    CatalogFiles(Places places, AtomicFiles files) {
        this.places = places;
        this.files = files;
    }

    /** Those of the user if there is such a file, else those of the system. */
    List<FeedUri> sources() throws IOException {
        Optional<Path> file = first(places.configs(), SOURCES);
        if (file.isEmpty()) return List.of(Catalogs.DEFAULT);
        LinkedHashSet<FeedUri> sources = new LinkedHashSet<>();
        List<String> lines = lines(file.get());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            sources.add(source(line, file.get(), i + 1));
        }
        return List.copyOf(sources);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException binary) {
            throw new IOException(file + " is no text in UTF-8. Put it right, or move it away", binary);
        }
    }

    private static FeedUri source(String line, Path file, int number) throws IOException {
        if (line.equals(FORMER_DEFAULT)) return Catalogs.DEFAULT;
        try {
            FeedUri uri = FeedUri.of(line);
            if (!(uri instanceof FeedUri.Distribution)) return uri;
        } catch (IllegalArgumentException neither) {
            // Said below.
        }
        throw new IOException(file + ", line " + number + ": '" + line
                + "' is neither an http(s) URI nor an absolute path. Put it right, or move the file away");
    }

    /** Comments of the user's file are kept. */
    void add(FeedUri source) throws IOException {
        List<String> lines = written();
        lines.add(source.text());
        write(lines);
    }

    void remove(FeedUri source) throws IOException {
        List<String> lines = written();
        lines.removeIf(line -> line.strip().equals(source.text())
                || source.equals(Catalogs.DEFAULT) && line.strip().equals(FORMER_DEFAULT));
        write(lines);
    }

    void reset() throws IOException {
        write(List.of(Catalogs.DEFAULT.text()));
    }

    /** What is to be changed: the user's file, or else what counts without one. */
    private List<String> written() throws IOException {
        Optional<Path> file = first(places.configs(), SOURCES);
        return new ArrayList<>(file.isPresent() ? lines(file.get()) : List.of(Catalogs.DEFAULT.text()));
    }

    private void write(List<String> lines) throws IOException {
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        files.replace(places.config().resolve(SOURCES), text.getBytes(StandardCharsets.UTF_8));
    }

    Optional<byte[]> brought(FeedUri.Remote source) throws IOException {
        Optional<Path> file = first(places.caches(), name(source));
        return file.isEmpty() ? Optional.empty() : Documents.bytes(file.get());
    }

    void bring(FeedUri.Remote source, byte[] document) throws IOException {
        files.replace(places.cache().resolve(name(source)), document);
    }

    private static String name(FeedUri.Remote source) {
        return BROUGHT + "/" + Escapes.all(source.text());
    }

    boolean areMerged() {
        return first(places.caches(), MERGED).isPresent();
    }

    /** Without any entry it counts only if none of the sources could have another: some never gave anything. */
    Optional<Catalog> merged() throws IOException {
        Optional<Catalog> merged = written(first(places.caches(), MERGED));
        boolean isEmpty = merged.isPresent() && merged.get().feeds().isEmpty();
        return isEmpty && !allHaveSomething() ? Optional.empty() : merged;
    }

    private static Optional<Catalog> written(Optional<Path> file) throws IOException {
        Optional<byte[]> document = file.isEmpty() ? Optional.empty() : Documents.bytes(file.get());
        if (document.isEmpty()) return Optional.empty();
        try {
            return Optional.of(read(document.get()));
        } catch (MalformedXml | MalformedFeed broken) {
            throw new IOException(
                    file.get() + ": " + broken.getMessage() + ". 'catalog refresh' makes it anew", broken);
        }
    }

    private boolean allHaveSomething() throws IOException {
        return sources().stream().allMatch(source -> has(source).isPresent());
    }

    /**
     * Anew, of what each source has brought. While one has brought nothing, what was merged before stands behind that, as
     * it may be from there: another program writes the file, too.
     *
     * @param gone what is not to be taken from there
     */
    Catalog merge(Set<FeedUri> gone) throws IOException {
        List<Catalog> catalogs = new ArrayList<>();
        for (FeedUri source : sources()) has(source).ifPresent(catalogs::add);
        if (!allHaveSomething()) before(gone).ifPresent(catalogs::add);
        Catalog merged = Catalog.merge(catalogs);
        if (!catalogs.isEmpty() || allHaveSomething())
            files.replace(places.cache().resolve(MERGED), Xml.write(merged.document()));
        return merged;
    }

    private Optional<Catalog> before(Set<FeedUri> gone) {
        try {
            return written(first(places.caches(), MERGED))
                    .map(merged -> new Catalog(merged.feeds().stream()
                            .filter(feed -> !gone.contains(feed.uri()))
                            .toList()));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    /** The feeds that sources have brought. */
    Set<FeedUri> feeds(Collection<FeedUri> sources) {
        return sources.stream()
                .flatMap(source -> has(source).stream())
                .flatMap(catalog -> catalog.feeds().stream())
                .map(Feed::uri)
                .collect(Collectors.toSet());
    }

    private Optional<Catalog> has(FeedUri source) {
        try {
            Optional<byte[]> document =
                    source instanceof FeedUri.Remote remote ? brought(remote) : Documents.bytes(Path.of(source.text()));
            return document.isEmpty() ? Optional.empty() : Optional.of(read(document.get()));
        } catch (IOException | MalformedXml | MalformedFeed unusable) {
            return Optional.empty();
        }
    }

    static Catalog read(byte[] document) throws MalformedXml, MalformedFeed {
        return CatalogReader.read(Xml.read(document));
    }

    private static Optional<Path> first(List<Path> directories, String name) {
        return directories.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::exists)
                .findFirst();
    }
}
