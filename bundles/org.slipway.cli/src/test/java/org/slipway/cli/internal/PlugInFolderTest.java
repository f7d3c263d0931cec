package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.cli.internal.PlugInFolder.Entry;
import org.slipway.model.ManifestDigest;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

class PlugInFolderTest {
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha1new=" + "1".repeat(40)).orElseThrow();

    @TempDir
    Path home;

    private Path own;

    @BeforeEach
    void one_of_each_kind() throws IOException {
        PlugInFolder folder = folder("");
        folder.addJar("jar", Files.writeString(home.resolve("some.jar"), "x"));
        folder.addNote("note", "https://example.com/p.xml", DIGEST, "p.jar", true);
        own = new TestPlaces(home).data().resolve("slipway/plugins");
    }

    private PlugInFolder folder(String listed) {
        return PlugInFolder.of(new TestPlaces(home), new TestHost(Map.of("SLIPWAY_PLUGINS", listed), home));
    }

    private static List<String> names(PlugInFolder folder) {
        return folder.entries().stream().map(Entry::name).toList();
    }

    private static Entry.Damaged damaged(PlugInFolder folder) {
        return folder.entries().stream()
                .filter(Entry.Damaged.class::isInstance)
                .map(Entry.Damaged.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_is_no_plug_in_is_passed_over() throws Exception {
        Files.writeString(own.resolve("readme"), "x");
        Files.writeString(own.resolve(".hidden.plugin"), "x");
        Files.createDirectory(own.resolve("directory.jar"));
        assertThat(names(folder("nowhere"))).containsExactly("jar", "note");
    }

    @Test
    void a_folder_that_is_listed_twice_is_looked_at_once() {
        assertThat(names(folder("data/slipway/plugins:" + own))).containsExactly("jar", "note");
    }

    @Test
    void a_note_that_cannot_be_understood_keeps_no_other_away() throws Exception {
        for (String content : List.of("\\u12", "digest=" + DIGEST + "\njar=\\u0000", "\u00ff", "feed=x\ndigest=none")) {
            Path note = Files.writeString(own.resolve("damaged.plugin"), content, ISO_8859_1);
            assertThat(names(folder(""))).containsExactly("damaged", "jar", "note");
            assertThat(damaged(folder("")).problem()).startsWith(note.toString());
        }
    }

    @Test
    void a_note_that_leads_nowhere_or_is_none_is_damaged() throws Exception {
        Path link = Files.createSymbolicLink(own.resolve("link.plugin"), home.resolve("unmounted"));
        assertThat(damaged(folder("")).problem()).isEqualTo(link + " does not exist");
        Files.delete(link);
        Files.createDirectory(link);
        assertThat(damaged(folder("")).problem()).isEqualTo(link + " is no file");
    }

    @Test
    void a_folder_that_cannot_be_read_keeps_no_other_away() throws Exception {
        Path other = Files.writeString(home.resolve("other"), "x");
        assertThat(names(folder(other.toString()))).containsExactly("jar", "note", "other");
        assertThat(damaged(folder(other.toString())).problem()).isEqualTo(other + " is no directory");
    }

    @Test
    void the_users_own_folder_is_not_absent_if_it_leads_nowhere() throws Exception {
        Files.move(own, home.resolve("moved"));
        assertThat(folder("").isThere()).isFalse();
        assertThat(folder("").entries()).isEmpty();
        Files.createSymbolicLink(own, home.resolve("unmounted"));
        assertThat(folder("").isThere()).isTrue();
        assertThat(damaged(folder("")).problem()).isEqualTo(own + " does not exist");
    }

    @Test
    void what_has_gone_meanwhile_was_nothing() {
        assertThat(PlugInFolder.entry(own.resolve("gone.plugin"))).isEmpty();
        assertThat(PlugInFolder.entry(own.resolve("gone.jar"))).isEmpty();
    }

    @Test
    void what_is_damaged_can_be_removed() throws Exception {
        Files.writeString(own.resolve("damaged.plugin"), "x");
        assertThat(folder("").remove("damaged")).isTrue();
        assertThat(names(folder(""))).containsExactly("jar", "note");
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void attack_a_pipe_keeps_nobody_waiting() throws Exception {
        Path pipe = own.resolve("pipe.plugin");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(damaged(folder("")).problem()).isEqualTo(pipe + " is no file");
    }

    @Test
    void only_what_may_have_notes_may_need_an_implementation() throws Exception {
        Path other = Files.writeString(home.resolve("other"), "x");
        Path nowhere = Files.createSymbolicLink(home.resolve("nowhere"), home.resolve("unmounted"));
        assertThat(problems(folder(other.toString()))).isEmpty();
        assertThat(problems(folder(nowhere.toString()))).hasSize(1);
        Files.writeString(own.resolve("damaged.plugin"), "x");
        assertThat(problems(folder(other.toString()))).hasSize(1);
    }

    private static List<String> problems(PlugInFolder folder) {
        Roots roots = new Roots();
        roots.addPlugIns(folder);
        return roots.problems();
    }
}
