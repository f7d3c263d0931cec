package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no tool writes, and two readers may read differently, has GNU tar's tree or is refused as it is by GNU tar. */
class ReferenceTarTest {
    @TempDir
    Path temp;

    /** An archive of some headers. */
    private record Raw(ByteArrayOutputStream out) {
        Raw() {
            this(new ByteArrayOutputStream());
        }

        Raw add(char type, String name, String text, String link) {
            Writers.tar(out, name, type, type == '5' ? 0755 : 0644, text, link);
            return this;
        }

        Raw file(String name) {
            return add('0', name, "text", "");
        }

        Raw directory(String name) {
            return add('5', name, "", "");
        }

        Raw symlink(String name) {
            return add('2', name, "", "target");
        }

        Raw hardLink(String name, String target) {
            return add('1', name, "", target);
        }

        Raw own(String... records) {
            return add('x', "own", pax(records), "");
        }

        Raw global(String... records) {
            return add('g', "global", pax(records), "");
        }

        Raw longName(String name) {
            return add('L', "long", name + "\0", "");
        }

        Raw label() {
            return add('V', "label", "", "");
        }

        private static String pax(String... records) {
            StringBuilder all = new StringBuilder();
            for (String record : records) {
                int length = record.length() + (record.length() < 7 ? 3 : 4);
                all.append(length).append(' ').append(record).append('\n');
            }
            return all.toString();
        }
    }

    private static Map<String, Raw> headers() {
        Map<String, Raw> all = new TreeMap<>();
        all.put(
                "of two extended headers",
                new Raw().own("path=other").own("mtime=77777").file("f"));
        all.put(
                "of two that say the same",
                new Raw().own("path=first", "mtime=777").own("path=other").file("f"));
        all.put(
                "a global one between",
                new Raw().own("path=other").global("comment=x").file("f"));
        all.put(
                "a global one that says the same",
                new Raw().own("mtime=777").global("mtime=888").file("f").file("g"));
        all.put(
                "a global one that says more",
                new Raw().own("path=other").global("mtime=888").file("f").file("g"));
        all.put(
                "a global one before",
                new Raw()
                        .global("mtime=888", "path=g")
                        .own("path=other")
                        .file("f")
                        .file("h"));
        all.put(
                "two global ones",
                new Raw().global("mtime=888").global("comment=x").file("f"));
        all.put("two long names", new Raw().longName("first").longName("other").file("f"));
        all.put(
                "long name and global",
                new Raw().longName("other").global("mtime=888").file("f"));
        all.put(
                "long name and path",
                new Raw().longName("first").own("path=other").file("f"));
        all.put(
                "path and long name",
                new Raw().own("path=other").longName("first").file("f"));
        all.put("path and label", new Raw().own("path=other").label().file("f"));
        all.put("long name and label", new Raw().longName("other").label().file("f"));
        for (String key : new String[] {"mtime", "path", "size", "comment", "UNKNOWN"}) {
            all.put("empty " + key, new Raw().own(key + "=").file("f"));
            all.put("empty global " + key, new Raw().global(key + "=").file("f"));
        }
        all.put(
                "empty to take back",
                new Raw().global("mtime=888").own("mtime=").file("f"));
        all.put("empty link", new Raw().own("linkpath=").symlink("l"));
        for (String key : new String[] {"name", "size", "major", "map"})
            all.put(
                    "empty sparse " + key,
                    new Raw().own("GNU.sparse." + key + "=").file("f"));
        all.put("extended header at the end", new Raw().file("f").own("path=other"));
        all.put("long name at the end", new Raw().file("f").longName("other"));
        all.put("global header at the end", new Raw().file("f").global("path=other"));
        all.put("nothing but an extended header", new Raw().own("path=other"));
        return all;
    }

    private static Map<String, Raw> places() {
        Map<String, Raw> all = new TreeMap<>();
        all.put("file over an empty directory", new Raw().directory("d/").file("d"));
        all.put("and something in it", new Raw().directory("d/").file("d").file("d/f"));
        all.put("symlink over an empty directory", new Raw().directory("d/").symlink("d"));
        all.put(
                "and something behind it",
                new Raw().directory("d/").symlink("d").file("d/f"));
        all.put(
                "hard link over an empty directory",
                new Raw().directory("d/").file("f").hardLink("d", "f"));
        all.put("file over a full directory", new Raw().file("d/f").file("d"));
        all.put("symlink over a full directory", new Raw().file("d/f").symlink("d"));
        all.put("hard link over a full directory", new Raw().file("d/f").hardLink("d", "d/f"));
        all.put("directory over a file", new Raw().file("d").directory("d/"));
        all.put(
                "directory over a symlink",
                new Raw().directory("target/").symlink("d").directory("d/"));
        all.put("file with a dot", new Raw().file("d/."));
        all.put("file with a dot in a directory", new Raw().directory("d/").file("d/."));
        all.put("symlink with a dot", new Raw().symlink("d/."));
        all.put("symlink with a slash", new Raw().symlink("d/"));
        all.put("directory with a dot", new Raw().directory("d/."));
        all.put("hard link with a dot", new Raw().file("f").hardLink("d/.", "f"));
        all.put("hard link to a file with a dot", new Raw().file("f").hardLink("d", "f/."));
        return all;
    }

    private static Map<String, Raw> all() {
        Map<String, Raw> all = headers();
        all.putAll(places());
        return all;
    }

    static Set<String> archives() {
        return all().keySet();
    }

    @ParameterizedTest
    @MethodSource("archives")
    void an_odd_archive_is_what_it_is_for_the_reference(String name) throws Exception {
        Tool.need("0install");
        byte[] tar = all().get(name).out().toByteArray();
        Path archive = Files.write(temp.resolve("a.tar"), Arrays.copyOf(tar, tar.length + 1024));
        new Reference(temp).sameOrRefused(new TarPlain(), archive);
    }
}
