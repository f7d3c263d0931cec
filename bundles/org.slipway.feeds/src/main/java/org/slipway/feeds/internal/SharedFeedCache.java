package org.slipway.feeds.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** The feeds and preferences in the files that {@code 0install} uses. */
@Component
public final class SharedFeedCache implements FeedCache {

    private final CacheFiles files;
    private final FoundFeeds found;
    private final AtomicFiles atomic;

    @Activate
    public SharedFeedCache(@Reference Places places, @Reference AtomicFiles atomic) {
        this.files = new CacheFiles(places);
        this.found = new FoundFeeds(files);
        this.atomic = atomic;
    }

    @Override
    public Optional<Feed> get(FeedUri uri) throws UnusableFeed {
        try {
            if (uri instanceof FeedUri.Local local) return local(local);
            if (uri instanceof FeedUri.Remote remote) return remote(remote);
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UnusableFeed(uri, "The feed cannot be read: " + unreadable.getMessage());
        } catch (MalformedXml | MalformedFeed malformed) {
            throw new UnusableFeed(uri, malformed.getMessage());
        } catch (Documents.WrongUri wrong) {
            throw new UnusableFeed(uri, "Incorrect URI in the cached feed: '" + wrong.found() + "' instead of its own");
        }
    }

    private static Optional<Feed> local(FeedUri.Local uri) throws IOException, MalformedXml, MalformedFeed {
        Optional<byte[]> document = Documents.bytes(uri.path());
        return document.isEmpty() ? Optional.empty() : Optional.of(Documents.local(uri, document.get()));
    }

    private Optional<Feed> remote(FeedUri.Remote uri)
            throws IOException, MalformedXml, MalformedFeed, Documents.WrongUri {
        Optional<byte[]> document = bytes(uri);
        return document.isEmpty() ? Optional.empty() : Optional.of(Documents.remote(uri, document.get()));
    }

    @Override
    public Optional<byte[]> bytes(FeedUri.Remote uri) throws IOException {
        Optional<Path> file = files.document(uri).present();
        return file.isEmpty() ? Optional.empty() : Documents.bytes(file.get());
    }

    @Override
    public void put(FeedUri.Remote uri, byte[] document) throws IOException {
        atomic.replace(files.document(uri).own(), document);
    }

    @Override
    public List<FeedUri.Remote> list() throws IOException {
        Set<FeedUri.Remote> all = new TreeSet<>();
        for (Path directory : files.documents()) {
            if (!Files.isDirectory(directory)) continue;
            try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
                for (Path name : names) named(name.getFileName().toString()).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    private static Optional<FeedUri.Remote> named(String file) {
        String uri = Escapes.undone(file);
        boolean remote = uri.startsWith("http://") || uri.startsWith("https://");
        return remote ? Optional.of(new FeedUri.Remote(uri)) : Optional.empty();
    }

    @Override
    public Optional<Instant> lastChecked(FeedUri.Remote uri) throws IOException {
        return Documents.read(files.preferences(uri).present()).flatMap(FeedPreferencesFile::lastChecked);
    }

    /** Not beside {@link #set(FeedUri, FeedPreferences)}, which writes the same file. */
    @Override
    public synchronized void checked(FeedUri.Remote uri, Instant when) throws IOException {
        CacheFiles.Named file = files.preferences(uri);
        Element root = Documents.read(file.present()).orElse(FeedPreferencesFile.EMPTY);
        atomic.replace(file.own(), Xml.write(FeedPreferencesFile.checked(root, when)));
    }

    @Override
    public Optional<Instant> lastAttempt(FeedUri.Remote uri) throws IOException {
        Optional<Path> file = files.lastAttempt(uri).present();
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.getLastModifiedTime(file.get()).toInstant());
    }

    @Override
    public void attempted(FeedUri.Remote uri, Instant when) throws IOException {
        Path file = files.lastAttempt(uri).own();
        if (!Files.exists(file)) atomic.replace(file, new byte[0]);
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    @Override
    public FeedPreferences preferences(FeedUri feed) throws IOException {
        return Documents.read(files.preferences(feed).present(), FeedPreferencesFile::preferences)
                .orElse(FeedPreferences.NONE);
    }

    @Override
    public synchronized void set(FeedUri feed, FeedPreferences preferences) throws IOException {
        CacheFiles.Named file = files.preferences(feed);
        Optional<Element> present = Documents.read(file.present());
        if (present.isPresent() && !present.get().is(FeedPreferencesFile.ROOT))
            throw Documents.damaged(
                    file.present().orElseThrow(),
                    "the root is <" + present.get().name().getLocalPart() + ">, not <" + FeedPreferencesFile.ROOT + ">",
                    null);
        Element root = present.orElse(FeedPreferencesFile.EMPTY);
        Element changed = FeedPreferencesFile.with(root, preferences);
        if (!changed.equals(root)) atomic.replace(file.own(), Xml.write(changed));
    }

    @Override
    public InterfacePreferences preferences(InterfaceUri interfaceUri) throws IOException {
        InterfacePreferences own = Documents.read(file(interfaceUri), InterfacePreferencesFile::preferences)
                .orElse(InterfacePreferences.NONE);
        List<FeedImport> sitePackages = found.sitePackages(interfaceUri);
        Set<FeedUri> known = sitePackages.stream().map(FeedImport::uri).collect(Collectors.toSet());
        List<FeedImport> feeds = new ArrayList<>(own.feeds());
        feeds.removeIf(feed -> known.contains(feed.uri()));
        feeds.addAll(sitePackages);
        found.nativeFeed(interfaceUri).ifPresent(feeds::add);
        return new InterfacePreferences(own.stabilityPolicy(), feeds);
    }

    private Optional<Path> file(InterfaceUri interfaceUri) {
        return files.preferences(interfaceUri).present().or(() -> files.oldPreferences(interfaceUri)
                .present());
    }

    @Override
    public void set(InterfaceUri interfaceUri, InterfacePreferences preferences) throws IOException {
        Element root = InterfacePreferencesFile.with(Documents.read(file(interfaceUri)), interfaceUri, preferences);
        atomic.replace(files.preferences(interfaceUri).own(), Xml.write(root));
    }
}
