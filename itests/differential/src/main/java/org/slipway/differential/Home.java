package org.slipway.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

/** What somebody who uses either program has on the disk, below one portable base. */
public record Home(Path base) implements AutoCloseable {

    private static final String APT = """
            #!/bin/sh
            for name; do
              case $name in
                bash|maven|not-installed) printf 'Package: %s\\nVersion: 2:99.1-2\\nArchitecture: amd64\\nSize: 10\\n\\n' $name ;;
                [a-z0-9]*) [ ! -e "${0%/*}/../apt/$name" ] || cat "${0%/*}/../apt/$name" ;;
              esac
            done
            """;

    public static Home create() throws IOException {
        Home home = new Home(Files.createTempDirectory("slipway-differential-"));
        Files.createDirectories(home.base.resolve("cache/interfaces"));
        Files.setPosixFilePermissions(home.write("bin/apt-cache", APT), PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    /** What could be installed; the real one takes its time, and the reference asks it for each package. */
    Path apt() {
        return base.resolve("bin/apt-cache");
    }

    /** Lets {@code apt-cache} say something of a package. */
    void aptKnows(String name, String stanza) throws IOException {
        write("apt/" + name, stanza + "\n\n");
    }

    public Home setting(String lines) throws IOException {
        write("config/injector/global", "[global]\nfreshness = 0\n" + lines);
        return this;
    }

    /** Caches a feed as checked just now, so that neither program thinks of an update. */
    public void cache(String uri, byte[] document) throws IOException {
        Files.write(base.resolve("cache/interfaces").resolve(escaped(uri)), document);
        rate(uri, Map.of());
    }

    /** A feed that is not cached counts as asked for just now, or the reference would look for it in the background. */
    public void lack(String uri) throws IOException {
        write("cache/injector/last-check-attempt/" + pretty(uri), "");
    }

    /** @param ratings the user's own, by the id of the implementation */
    public void rate(String feed, Map<String, String> ratings) throws IOException {
        Element preferences = Element.of("feed-preferences")
                .with("last-checked", Long.toString(Clock.systemUTC().instant().getEpochSecond()));
        for (Map.Entry<String, String> rating : ratings.entrySet())
            preferences = preferences.with(
                    Element.of("implementation").with("id", rating.getKey()).with("user-stability", rating.getValue()));
        write("config/injector/feeds/" + pretty(feed), text(preferences));
    }

    public void prefer(String interfaceUri, Element preferences) throws IOException {
        write("config/injector/interfaces/" + pretty(interfaceUri), text(preferences.with("uri", interfaceUri)));
    }

    private static String text(Element document) {
        return new String(Xml.write(document), StandardCharsets.UTF_8);
    }

    /** A version that was built here from source. */
    public void build(String interfaceUri, String feed) throws IOException {
        String place = interfaceUri.replace("://", "/");
        write("data/site-packages/" + place + "/1/0install/feed.xml", feed);
    }

    /** A feed that a package of the distribution has brought. */
    public void bring(String interfaceUri, String feed) throws IOException {
        write("data/native_feeds/" + pretty(interfaceUri), feed);
    }

    /** Puts something into the store that both programs believe to be there. */
    public void store(String entry) throws IOException {
        write("cache/implementations/" + entry + "/.manifest", "");
    }

    public Path write(String name, String content) throws IOException {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    static String escaped(String uri) {
        StringBuilder text = new StringBuilder();
        for (byte b : uri.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-_.".indexOf(b) >= 0;
            text.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02x", b));
        }
        return text.toString();
    }

    /** As ids are in pins. */
    static String underscored(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b < 0 || Character.isLetterOrDigit(b) || b == '-' || b == '.' && escaped.length() > 0;
            if (b == '/') escaped.append("__");
            else escaped.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "_%x_", b));
        }
        return escaped.toString();
    }

    private static String pretty(String uri) {
        return escaped(uri).replace("%3a", ":").replace("%2f", "#");
    }

    /** The reference may have a child that still looks for updates and notes it here: what it adds goes too. */
    @Override
    public void close() throws IOException {
        for (int attempts = 50; ; attempts--)
            try {
                delete();
                return;
            } catch (DirectoryNotEmptyException added) {
                if (attempts == 0) throw added;
            }
    }

    private void delete() throws IOException {
        Files.walkFileTree(base, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
