package org.slipway.itests.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.User;
import org.slipway.model.xml.MalformedXml;

/** One of two people with equal homes, who type the same commands. */
final class Twin implements AutoCloseable {
    private static final List<String> NAMES = List.of("0install", "0launch", "0store", "0alias", "0desktop");
    private static final String GLOBAL =
            "[global]\nnetwork_use = full\nkey_info_server = http://127.0.0.1:9\nmirror = http://127.0.0.1:9\n";
    private static final List<String> UNSET = List.of(
            "auto_approve_keys = True", "freshness = 2592000", "help_with_testing = False", "network_use = full");
    private static final Path REFERENCE = Path.of("/usr/bin");

    private final Path home;
    private final User user;

    private Twin(Path home, User user) {
        this.home = home;
        this.user = user;
    }

    static Twin in(Path home) throws IOException {
        copyWorld(home);
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String name : NAMES) Files.createSymbolicLink(bin.resolve(name), User.program());
        User user = new User(home)
                .configured("global", GLOBAL)
                .with(
                        "zeroinstall_runenv_prog",
                        "[\"/usr/bin/printf\",\"<%s>\",\"a b\",\"\\\"\\\\$x`\\n\\t\\u0001\\/\"]")
                .with("zeroinstall_runenv_other.name", "[\"/usr/bin/printf\", \"x\"]")
                .with("zeroinstall_runenv_bad", "nonsense");
        return new Twin(home, user);
    }

    private static void copyWorld(Path home) throws IOException {
        Path world = world();
        try (Stream<Path> all = Files.walk(world)) {
            for (Path from : all.toList()) {
                Path to = home.resolve(world.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                    String mode = to.toString().endsWith(".sh") ? "rwxr-xr-x" : "rw-r--r--";
                    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(mode));
                    Files.setLastModifiedTime(to, FileTime.fromMillis(1_500_000_000_000L));
                }
            }
        }
    }

    private static Path world() {
        try {
            return Path.of(Twin.class.getResource("world").toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param words with the program's name */
    Ended slipway(List<String> words) throws Exception {
        return type(home.resolve("bin").resolve(words.get(0)), words);
    }

    /** @param words with the program's name */
    Ended reference(List<String> words) throws Exception {
        return type(REFERENCE.resolve(words.get(0)), words);
    }

    private Ended type(Path program, List<String> words) throws Exception {
        Ended ended = user.type(program, words.subList(1, words.size()).toArray());
        return new Ended(ended.status(), anonymous(ended.out()), anonymous(ended.err()));
    }

    private String anonymous(String text) {
        return text.replace(home.toString(), "HOME")
                .replace(home.toString().replace('/', '#'), "#HOME")
                .replace(home.toString().replace("/", "%2f"), "%2fHOME");
    }

    /** What there is in the home beside the world: of the configuration with content, of the caches only the names. */
    Map<String, Object> belongings() throws IOException, MalformedXml {
        Map<String, Object> belongings = new TreeMap<>();
        for (String part : List.of("config", "cache", "data")) {
            Path top = home.resolve(part);
            if (!Files.exists(top)) continue;
            try (Stream<Path> all = Files.walk(top)) {
                for (Path path : all.toList()) {
                    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || isOurs(path)) continue;
                    String name = anonymous(home.relativize(path).toString());
                    belongings.put(name, part.equals("config") ? content(path) : "");
                }
            }
        }
        return belongings;
    }

    /** The reference has nothing of the kind. */
    private boolean isOurs(Path path) {
        String name = home.relativize(path).toString();
        return name.startsWith("cache/slipway/")
                || name.startsWith("cache/injector/slipway-plans/")
                || name.startsWith("cache/injector/last-check-attempt/");
    }

    /** The order of attributes and of settings, white space, and settings as they are where nothing is said mean nothing. */
    private Object content(Path path) throws IOException, MalformedXml {
        String text = anonymous(Files.readString(path, UTF_8)).replaceAll(" last-checked=\"[0-9]+\"", "");
        if (text.startsWith("<?xml")) return Canonical.of(text);
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("mirror") && !UNSET.contains(line))
                .sorted()
                .toList();
    }

    /** JUnit warns of links that lead out of the directory which it deletes. */
    @Override
    public void close() throws IOException {
        for (String name : NAMES) Files.delete(home.resolve("bin").resolve(name));
    }
}
