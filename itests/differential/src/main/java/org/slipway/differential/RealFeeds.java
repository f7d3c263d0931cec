package org.slipway.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** The feeds of a published site, by their URIs. */
public final class RealFeeds {

    private final Map<String, byte[]> documents = new TreeMap<>();
    private final Set<String> mentioned = new TreeSet<>();

    private RealFeeds() {}

    /** Where the corpus lies, seen from a module of the build. */
    public static Optional<Path> corpus() {
        Path shared = Optional.ofNullable(System.getenv("SLIPWAY_SHARED"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("slipway.root", "../.."), "../shared"));
        return Optional.of(shared.resolve("corpus/apps.0install.net.tar.xz")).filter(Files::exists);
    }

    public static RealFeeds read(Path corpus) throws IOException {
        RealFeeds feeds = new RealFeeds();
        try (Home scratch = Home.create()) {
            unpack(corpus, scratch.base());
            for (Path file : documents(scratch.base())) feeds.add(Files.readAllBytes(file));
        }
        return feeds;
    }

    private static void unpack(Path corpus, Path directory) throws IOException {
        Process tar = new ProcessBuilder("tar", "-C", directory.toString(), "-xJf", corpus.toString())
                .inheritIO()
                .start();
        try {
            if (tar.waitFor() != 0) throw new IOException("tar cannot unpack " + corpus);
        } catch (InterruptedException impatient) {
            throw new IOException(impatient);
        }
    }

    private static List<Path> documents(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    /** Catalogs are no feeds. */
    private void add(byte[] document) throws IOException {
        try {
            Element root = Xml.read(document);
            if (!root.is("interface") && !root.is("feed")) return;
            root.attribute("uri").ifPresent(uri -> documents.put(uri, document));
            note(root);
        } catch (MalformedXml broken) {
            throw new IOException(broken);
        }
    }

    private void note(Element element) {
        element.attribute("interface").ifPresent(mentioned::add);
        if (element.is("feed")) element.attribute("src").ifPresent(mentioned::add);
        element.children().forEach(this::note);
    }

    public List<String> uris() {
        return new ArrayList<>(documents.keySet());
    }

    /** A home with all of them in its cache. */
    public Home home() throws IOException {
        Home home = Home.create().setting("");
        for (Map.Entry<String, byte[]> document : documents.entrySet())
            home.cache(document.getKey(), document.getValue());
        for (String uri : mentioned) if (!documents.containsKey(uri)) home.lack(uri);
        return home;
    }

    /** A question about one of them, made from a seed; seed 0 is the plain one. */
    public static Question question(String uri, long seed) {
        if (seed == 0) return new Question(List.of(), uri);
        Dice dice = new Dice(seed * 31 + uri.hashCode());
        List<String> options = new ArrayList<>();
        if (dice.in100(50)) options.add("--os=" + dice.one("Linux", "Windows", "MacOSX", "Darwin", "POSIX"));
        if (dice.in100(40)) options.add("--cpu=" + dice.one("x86_64", "i686", "aarch64", "i486", "armv7l"));
        if (dice.in100(20)) options.add("--source");
        if (dice.in100(25)) options.add("--command=" + dice.one("", "run-gui", "test", "compile", "gui"));
        if (dice.in100(30)) options.add("--before=" + dice.one("1", "2.0", "3.5", "10", "2020"));
        if (dice.in100(25)) options.add("--not-before=" + dice.one("0.5", "1.0", "2", "4.1"));
        if (dice.in100(15)) options.add("--may-compile");
        String language = dice.one("C", "C", "de_DE.UTF-8", "fr_FR.UTF-8");
        return new Question(language, options, uri);
    }
}
