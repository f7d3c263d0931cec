package org.slipway.recipes.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.osgi.util.promise.Promise;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Event;
import org.slipway.api.recipe.StepHandler;
import org.slipway.api.settings.Scratch;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedDownloads;
import org.slipway.testkit.TestSettings;

/** A recipe fetcher with a store of texts, archives that are lists of files, and scripted downloads. */
final class RecipeWorld {

    static final String PRIMARY = "https://example.org/feed.xml";

    final TestSettings settings = new TestSettings();
    final ManualLoop loop = new ManualLoop();
    final ScriptedDownloads downloads = new ScriptedDownloads(loop);
    final Switch scope = loop.scope();
    final List<Event> events = new ArrayList<>();
    final FakeStore store;
    final FakeSpool spool;
    final Path base;
    final RecipeFetcher fetcher;
    final ArchiveFormats formats = new ArchiveFormats(loop, events::add);
    final StepHandlers handlers = new StepHandlers(loop, events::add);
    final Map<String, List<URI>> archiveMirrors = new HashMap<>();
    List<URI> implementationMirrors = List.of();

    RecipeWorld(Path base) throws Exception {
        this.base = base;
        store = new FakeStore(Files.createDirectories(base.resolve("store")));
        spool = new FakeSpool(loop, Files.createDirectories(base.resolve("spool")));
        formats.formats = List.of(
                format(1, "text/x-list", ".list", (archive, tree) -> unpack(archive, tree)),
                format(2, "application/x-bzip-compressed-tar", ".tar.bz2", (archive, tree) -> unpack(archive, tree)));
        Resources resources = new Resources(loop, downloads, new FakeMirrors(), scratch(), events::add);
        Cook cook = new Cook(loop, store, new Steps(loop, resources, formats, handlers, events::add), events::add);
        fetcher = new RecipeFetcher(loop, store, cook, new FakeMirrors(), spool, settings, events::add);
    }

    static Map.Entry<Map<String, Object>, ArchiveFormat> format(
            long id, String type, String extension, ArchiveFormat format) {
        return Map.entry(
                Map.of(
                        "service.id",
                        id,
                        ArchiveFormat.MIME_TYPE,
                        new String[] {type},
                        ArchiveFormat.EXTENSION,
                        new String[] {extension}),
                format);
    }

    static Map.Entry<Map<String, Object>, StepHandler> handler(String element, StepHandler handler) {
        return Map.entry(Map.of(StepHandler.ELEMENT, element), handler);
    }

    /** Lines of {@code path=content}. */
    private static void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        String text;
        try (var in = archive.stream()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String line : text.split(";")) {
            int equals = line.indexOf('=');
            if (equals < 0) throw new BadArchive("'" + line + "' is no entry");
            FakeStore.file(tree, line.substring(0, equals), line.substring(equals + 1));
        }
    }

    /** A feed with the implementation {@code v1}, whose digest is that of {@code expected}. */
    Feed feed(String expected, String methods) {
        return read(FeedUri.of(PRIMARY), implementation("v1", expected, methods));
    }

    static String implementation(String id, String expected, String methods) {
        return "<implementation id='" + id + "' version='1'><manifest-digest sha256='"
                + FakeStore.digest(expected).value() + "'/>" + methods + "</implementation>";
    }

    static Feed read(FeedUri uri, String implementations) {
        try {
            String text = "<interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface' uri='"
                    + PRIMARY + "' xmlns:x='urn:x'><name>n</name><summary>s</summary>" + implementations
                    + "</interface>";
            return FeedReader.read(uri, Xml.read(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    Promise<Fetching> fetch(Feed feed) {
        return fetch(feed, "v1", scope);
    }

    Promise<Fetching> fetch(Feed feed, String id, Switch asking) {
        Promise<Fetching> fetching = fetcher.fetch(feed, feed.implementations().get(id), asking);
        loop.run();
        return fetching;
    }

    void serves(String uri, String content) {
        downloads.serves(uri, content.getBytes(StandardCharsets.UTF_8));
        loop.run();
    }

    void brings(String uri, String bytes, Validators validators) {
        downloads.brings(uri, bytes.getBytes(StandardCharsets.UTF_8), validators);
        loop.run();
    }

    void fails(String uri, Kind kind) {
        downloads.fails(uri, kind);
        loop.run();
    }

    /** The names of the temporary files that are there now. */
    List<String> scraps() throws IOException {
        Path directory = base.resolve("scratch");
        if (!Files.exists(directory)) return List.of();
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Scratch scratch() {
        return scope -> loop.offLoop(
                        () -> Files.createTempFile(Files.createDirectories(base.resolve("scratch")), "scratch", ""))
                .thenAccept(file -> scope.onOff(() -> loop.offLoop(() -> {
                    Files.delete(file);
                    return Done.DONE;
                })));
    }

    private final class FakeMirrors implements Mirrors {
        @Override
        public List<FeedMirror> feed(FeedUri.Remote feed) {
            return List.of();
        }

        @Override
        public List<URI> archive(URI archive) {
            return archiveMirrors.getOrDefault(archive.toString(), List.of());
        }

        @Override
        public List<URI> implementation(FeedUri.Remote feed, String implementationId) {
            return implementationMirrors;
        }
    }

    /** The content of a tree as one text. */
    static String text(Map<String, String> tree) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(tree).forEach((path, content) -> text.append(text.isEmpty() ? "" : ";")
                .append(path)
                .append('=')
                .append(content));
        return text.toString();
    }
}
