package org.slipway.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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
    private final Map<String, Set<String>> mentioned = new TreeMap<>();
    private final Set<String> packages = new TreeSet<>();

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
            String uri = root.attribute("uri").orElseThrow();
            documents.put(uri, document);
            note(root, mentioned.computeIfAbsent(uri, u -> new TreeSet<>()));
        } catch (MalformedXml broken) {
            throw new IOException(broken);
        }
    }

    private void note(Element element, Set<String> uris) {
        element.attribute("interface").ifPresent(uris::add);
        if (element.is("package-implementation"))
            element.attribute("package").ifPresent(names -> packages.addAll(List.of(names.split(" "))));
        if (element.is("feed")) element.attribute("src").ifPresent(uris::add);
        element.children().forEach(child -> note(child, uris));
    }

    /** Those from which the most bytes of feeds can be reached, the largest first. */
    public List<String> largest(int count) {
        return uris().stream()
                .sorted(Comparator.comparingLong(this::reachable).reversed())
                .limit(count)
                .toList();
    }

    private long reachable(String root) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            String uri = open.pop();
            if (documents.containsKey(uri) && seen.add(uri)) open.addAll(mentioned.get(uri));
        }
        return seen.stream().mapToLong(uri -> documents.get(uri).length).sum();
    }

    public List<String> uris() {
        return new ArrayList<>(documents.keySet());
    }

    /** A home with all of them in its cache. */
    public Home home() throws IOException {
        Home home = Home.create().setting("");
        for (Map.Entry<String, byte[]> document : documents.entrySet())
            home.cache(document.getKey(), document.getValue());
        for (Set<String> uris : mentioned.values())
            for (String uri : uris) if (!documents.containsKey(uri)) home.lack(uri);
        return home;
    }

    /** Lets both programs see what this machine could really install: asked once, as each question would take long. */
    public void addRealPackages(Home home) throws IOException {
        for (Map.Entry<String, String> known : RealApt.stanzas(packages).entrySet())
            home.aptKnows(known.getKey(), known.getValue());
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
