package org.slipway.packages.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.slipway.api.packages.PackageManager;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.settings.Host;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

/** A machine below a directory, with recorded databases, and with programs that say what was recorded. */
final class Recorded {
    static final FeedUri FEED = new FeedUri.Remote("http://example.com/program.xml");
    static final Instant CHANGED = Instant.ofEpochSecond(1_700_000_000);

    final Path root;
    final List<String> started = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final Map<String, Program.Answer> answers = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    private final Path base;
    private final String os;
    Instant now = CHANGED.plusSeconds(100);

    /** @param base an empty directory */
    Recorded(Path base, String os) throws IOException {
        this.base = base;
        this.os = os;
        this.root = Files.createDirectories(base.resolve("root"));
    }

    /** @param name a directory of recorded databases */
    Recorded with(String name) throws Exception {
        Path source = Path.of(Recorded.class.getResource("/recorded/" + name).toURI());
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
                Path copy = root.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) Files.createDirectories(copy);
                else Files.copy(path, copy);
            }
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) Files.setLastModifiedTime(path, FileTime.from(CHANGED));
        }
        return this;
    }

    /** @param recorded the file with what the program prints */
    Recorded answering(String program, String recorded) throws IOException {
        try (InputStream in = Recorded.class.getResourceAsStream("/recorded/" + recorded)) {
            answers.put(program, new Program.Answer(0, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
        return this;
    }

    Machine machine() {
        return machine(command -> {
            started.add(String.join(" ", command));
            Program.Answer answer = answers.get(command.get(0));
            if (answer == null) throw new IOException("Cannot run program \"" + command.get(0) + "\"");
            return answer;
        });
    }

    Machine machine(Program program) {
        TestHost linux = new TestHost(environment);
        Host host = new Host() {
            @Override
            public Map<String, String> environment() {
                return linux.environment();
            }

            @Override
            public Path workingDirectory() {
                return linux.workingDirectory();
            }

            @Override
            public Platform platform() {
                return new Platform(os, "x86_64");
            }

            @Override
            public List<String> languages() {
                return linux.languages();
            }

            @Override
            public Host seenFrom(Map<String, String> environment, Path workingDirectory) {
                throw new UnsupportedOperationException();
            }
        };
        return new Machine(
                root,
                host,
                new TestPlaces(base),
                (file, content) -> {
                    Files.createDirectories(file.getParent());
                    Files.write(file, content);
                },
                ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
                program,
                warnings::add);
    }

    Path cache(String name) {
        return new TestPlaces(base).cache().resolve("injector").resolve(name);
    }

    static Found find(PackageManager manager, String elements) throws Exception {
        return find(manager, FEED, elements, Depth.INSTALLED);
    }

    static Found find(PackageManager manager, FeedUri feed, String elements, Depth depth) throws Exception {
        String document = "<interface xmlns='" + Element.ZERO_INSTALL + "' uri='" + feed + "'><name>x</name>" + elements
                + "</interface>";
        Feed read = FeedReader.read(feed, Xml.read(document.getBytes(StandardCharsets.UTF_8)));
        return manager.find(feed, read.nativePackages(), depth);
    }

    /** Elements without any attribute but the package's name. */
    static String named(String... names) {
        return Stream.of(names).map(name -> element(name, "")).reduce("", String::concat);
    }

    static String element(String name, String attributes) {
        return "<package-implementation package='" + name + "' " + attributes + "/>";
    }

    static List<String> ids(Found found) {
        return found.implementations().stream().map(Implementation::id).toList();
    }
}
