package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slipway.api.store.Progress;
import org.slipway.model.ManifestDigest.Algorithm;

class DifferencesTest {
    private static final int TREES = 20 * Integer.getInteger("slipway.effort", 1);
    /** Some sort otherwise as paths than as names, or as characters than as bytes. */
    private static final List<String> NAMES =
            List.of("a", "a-b", "a b", "a.b", "A", "aa", "\u00e9", "\uffee", "\ud83d\ude00", "0");

    @TempDir
    Path temp;

    private Shortlist between(String wanted, String actual, Algorithm algorithm) throws IOException {
        try (LineReader lines = LineReader.open(Files.writeString(temp.resolve("wanted"), wanted))) {
            Differences differences = new Differences(lines, algorithm);
            for (String line : actual.split("(?<=\n)")) if (!line.isEmpty()) differences.add(line);
            return differences.end();
        }
    }

    @Test
    void a_path_that_only_one_has_is_missing_or_added_and_one_that_both_have_may_have_changed() throws Exception {
        String wanted = "F 1 1 1 a\nS 1 1 b\nD /d\nF 1 1 1 a\nD /e\n";
        String actual = "X 1 1 1 a\nF 1 1 1 c d\nD /d\nF 1 1 1 a\nD /d/d\n";
        assertThat(between(wanted, actual, Algorithm.SHA256NEW).first())
                .containsExactly("changed: /a", "missing: /b", "added: /c d", "added: /d/d/", "missing: /e/");
        assertThat(between(wanted, wanted, Algorithm.SHA256NEW).isEmpty()).isTrue();
    }

    @Test
    void a_directory_in_the_place_of_a_file_is_another_path() throws Exception {
        assertThat(between("F 1 1 1 a\n", "D /a\n", Algorithm.SHA256).first())
                .containsExactly("missing: /a", "added: /a/");
        assertThat(between("F 1 1 1 a\n", "D 7 /a\n", Algorithm.SHA1).first())
                .containsExactly("missing: /a", "added: /a/");
    }

    @Test
    void the_time_of_a_directory_is_a_difference_where_manifests_have_it() throws Exception {
        assertThat(between("D 1 /a\nF 1 1 1 b\n", "D 2 /a\nF 1 1 1 b\n", Algorithm.SHA1)
                        .first())
                .containsExactly("changed: /a/");
    }

    @Test
    void a_file_behind_a_directory_is_beside_it_where_its_name_says_so() throws Exception {
        String wanted = "D 1 /b\nF 1 1 1 x\nF 1 1 1 c\n";
        assertThat(between(wanted, "D 1 /b\nF 1 1 1 x\nF 2 1 1 c\n", Algorithm.SHA1)
                        .first())
                .containsExactly("changed: /c");
    }

    @Test
    void of_very_many_only_the_first_are_kept_and_the_others_counted() throws Exception {
        StringBuilder wanted = new StringBuilder();
        for (int i = 10_000; i < 12_500; i++)
            wanted.append("F 1 1 1 ").append(i).append('\n');
        Shortlist found = between(wanted.toString(), "", Algorithm.SHA256NEW);
        assertThat(found.first()).hasSize(1000).first().isEqualTo("missing: /10000");
        assertThat(found.more()).isEqualTo(1500);
        assertThat(found.lines()).last().isEqualTo("and 1500 more");
    }

    @Test
    void manifest_that_is_in_no_order_and_of_no_sense() throws Exception {
        String nonsense = "D ..\nD \n\nF\nS x\n 1 2 3 4\nF 1 1 1 z\nD /x\nD /a\nX 1 1 1 ../../y\n/\n";
        for (Algorithm algorithm : Algorithm.values()) {
            assertThat(between(nonsense, "F 1 1 1 a\n", algorithm).isEmpty()).isFalse();
            assertThat(between(nonsense, nonsense, algorithm).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trees_of_all_kinds_are_compared_path_by_path(Algorithm algorithm) throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < TREES; i++) {
            List<String> one = manifest(random, algorithm, temp.resolve("one-" + i));
            List<String> other = manifest(random, algorithm, temp.resolve("other-" + i));
            Shortlist found = between(String.join("", one), String.join("", other), algorithm);
            assertThat(found.first()).containsExactlyInAnyOrderElementsOf(byPath(one, other, algorithm));
        }
    }

    private static List<String> manifest(Random random, Algorithm algorithm, Path root) throws Exception {
        fill(random, Files.createDirectory(root), 2);
        List<String> lines = new ArrayList<>();
        ManifestScan.scan(root, new WrittenHashes(algorithm), Progress.NONE, lines::add, entry -> {});
        return lines;
    }

    private static void fill(Random random, Path directory, int depth) throws IOException {
        for (String name : NAMES) {
            Path path = directory.resolve(name);
            int kind = random.nextInt(4);
            if (kind == 0 && depth > 0) fill(random, Files.createDirectory(path), depth - 1);
            if (kind == 1) Files.write(path, new byte[random.nextInt(2)]);
            if (kind == 2) Files.createSymbolicLink(path, Path.of("x" + random.nextInt(2)));
        }
        Files.setLastModifiedTime(directory, FileTime.fromMillis(random.nextInt(2) * 9000L));
    }

    /** With all of them in the memory. */
    private static List<String> byPath(List<String> wanted, List<String> actual, Algorithm algorithm) {
        Map<String, String> expected = paths(wanted, algorithm);
        Map<String, String> found = paths(actual, algorithm);
        List<String> differences = new ArrayList<>();
        expected.forEach((path, line) -> {
            if (!found.containsKey(path)) differences.add("missing: " + path);
            else if (!found.get(path).equals(line)) differences.add("changed: " + path);
        });
        found.keySet().stream()
                .filter(path -> !expected.containsKey(path))
                .forEach(path -> differences.add("added: " + path));
        return differences;
    }

    private static Map<String, String> paths(List<String> lines, Algorithm algorithm) {
        Map<String, String> paths = new TreeMap<>();
        ManifestLine parsed = ManifestLine.ROOT;
        for (String line : lines) {
            String text = line.substring(0, line.length() - 1);
            parsed = algorithm == Algorithm.SHA1 ? parsed.followingInOldFormat(text) : parsed.following(text);
            paths.put(parsed.toString(), line);
        }
        assertThat(paths).hasSameSizeAs(lines);
        return paths;
    }
}
