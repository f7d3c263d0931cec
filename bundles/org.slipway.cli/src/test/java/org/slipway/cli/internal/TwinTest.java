package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testkit.TestPlaces;

/** What a dry run writes is written in a twin, and told as what would be done in the user's own directories. */
class TwinTest {
    private static final String DIGEST = "sha256new_R2WRWBPNL2ZS3HFWQCM5QDPRLWTHLRWC6YGW2SOGQ2MQHEYA7SFA";
    private static final String KEY = "0123456789012345678901234567890123456789";

    @TempDir
    Path temp;

    private TestPlaces real;
    private Map<String, String> before;
    private Twin twin;

    @BeforeEach
    void begin() throws IOException {
        real = new TestPlaces(Files.createDirectory(temp.resolve("home")));
        write(real.config().resolve("apps/old/requirements.json"), "{}");
        write(real.config().resolve("apps/old/selections.xml"), "<selections/>");
        write(real.config().resolve("injector/global"), "[global]\n");
        write(real.config().resolve("injector/trustdb.xml"), "<k><key fingerprint='OLD'><domain value='a'/></key></k>");
        write(real.cache().resolve("interfaces/x"), "<interface uri='http://x'/>");
        before = files();
        twin = Twin.of(real, Files.createDirectory(temp.resolve("tmp")));
    }

    @AfterEach
    void end() throws IOException {
        assertThat(files()).isEqualTo(before);
        twin.delete();
        assertThat(temp.resolve("tmp")).isEmptyDirectory();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(real.base())) {
            for (Path path : all.toList())
                files.put(
                        path + " " + Files.getLastModifiedTime(path),
                        Files.isDirectory(path) ? "" : Files.readString(path));
        }
        return files;
    }

    @Test
    void nothing_is_told_of_what_was_only_read() throws IOException {
        Path copied = twin.places().config().resolve("apps/old/selections.xml");
        assertThat(Files.readString(copied)).isEqualTo("<selections/>");
        assertThat(TwinChanges.of(twin)).isEmpty();
    }

    @Test
    void what_is_cached_and_stored_is_told_by_the_names_it_would_have() throws IOException {
        TwinPlaces places = twin.places();
        write(places.cache().resolve("interfaces/http%3a%2f%2fy"), "<interface uri='http://y'/>");
        write(places.cache().resolve("implementations/" + DIGEST + "/file"), "x");
        write(places.cache().resolve("implementations/.slipway-1-2-3/tree/file"), "x");
        write(places.cache().resolve("injector/exec-abc/run/run"), "x");
        write(places.cache().resolve("injector/last-check-attempt/y"), "");
        write(places.config().resolve("injector/feeds/y"), "");
        assertThat(TwinChanges.of(twin))
                .containsExactly(
                        "would store implementation as " + real.cache().resolve("implementations/" + DIGEST),
                        "would create launcher " + real.cache().resolve("injector/exec-abc/run/run"),
                        "would cache feed http://y as " + real.cache().resolve("interfaces/http%3a%2f%2fy"));
    }

    @Test
    void applications_and_settings_are_told_in_the_words_of_the_reference() throws IOException {
        Path apps = twin.places().config().resolve("apps");
        write(apps.resolve("new/requirements.json"), "{}");
        write(apps.resolve("new/selections-2026-01-02.xml"), "<selections/>");
        write(apps.resolve("new/selections.xml"), "<selections/>");
        write(apps.resolve("new/last-checked"), "");
        Path global = twin.places().config().resolve("injector/global");
        Files.delete(global);
        write(global, "[global]\n");
        Path real = this.real.config();
        assertThat(TwinChanges.of(twin))
                .containsExactly(
                        "would write " + real.resolve("apps/new/requirements.json"),
                        "would write selections to " + real.resolve("apps/new/selections-2026-01-02.xml"),
                        "would update " + real.resolve("apps/new/selections.xml") + " to point to new selections file",
                        "Would write config to \"" + real.resolve("injector/global") + "\"");
    }

    @Test
    void a_destroyed_application_is_one_directory() throws IOException {
        Path old = twin.places().config().resolve("apps/old");
        for (String file : new String[] {"requirements.json", "selections.xml"}) Files.delete(old.resolve(file));
        Files.delete(old);
        assertThat(TwinChanges.of(twin))
                .containsExactly("would delete directory " + real.config().resolve("apps/old"));
    }

    @Test
    void keys_are_told_one_by_one() throws IOException {
        write(
                twin.places().config().resolve("injector/trustdb.xml"),
                "<k><key fingerprint='" + KEY + "'><domain value='b'/></key></k>");
        assertThat(TwinChanges.of(twin))
                .containsExactly(
                        "would trust key " + KEY + " for b",
                        "would untrust key OLD for a",
                        "would update trust database " + real.config().resolve("injector/trustdb.xml"));
    }

    @Test
    void what_is_cached_is_read_behind_the_twin_and_what_was_deleted_is_not() {
        TwinPlaces places = twin.places();
        assertThat(places.caches()).containsExactly(places.cache(), real.cache());
        assertThat(places.configs()).contains(places.config()).doesNotContain(real.config());
        assertThat(places.named("see " + places.cache().resolve("a") + " and " + places.config()))
                .isEqualTo("see " + real.cache().resolve("a") + " and " + real.config());
    }

    @Test
    void what_a_killed_one_has_left_is_deleted_and_what_is_worked_with_is_not() throws IOException {
        Path left = Files.createDirectories(temp.resolve("tmp/slipway-dry-run-1"));
        write(left.resolve("config/global"), "[global]");
        Files.createFile(left.resolve(".lock"));
        for (Path old : List.of(left, twin.places().root()))
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(100)));
        Twin other = Twin.of(real, temp.resolve("tmp"));
        assertThat(left).doesNotExist();
        assertThat(twin.places().root()).exists();
        other.delete();
    }

    @Test
    void links_are_followed_to_their_end_and_read_only_directories_are_deleted() throws IOException {
        Path closed = Files.createDirectories(twin.places().cache().resolve("implementations/" + DIGEST));
        write(closed.resolve("file"), "x");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        Path elsewhere = write(temp.resolve("dotfiles"), "[global]\n");
        TestPlaces linked = new TestPlaces(temp.resolve("linked"));
        Files.createDirectories(linked.config());
        Files.createSymbolicLink(linked.config().resolve("global"), Path.of("../../dotfiles"));
        Files.createDirectories(temp.resolve("elsewhere/apps/one"));
        write(temp.resolve("elsewhere/apps/one/requirements.json"), "{}");
        Files.createSymbolicLink(linked.config().resolve("apps"), temp.resolve("elsewhere/apps"));
        Files.createSymbolicLink(temp.resolve("elsewhere/apps/one/round"), temp.resolve("elsewhere"));
        Twin other = Twin.of(linked, temp.resolve("tmp"));
        assertThat(other.places().config().resolve("apps/one/requirements.json"))
                .hasContent("{}");
        write(other.places().config().resolve("global"), "changed");
        assertThat(elsewhere).hasContent("[global]");
        other.delete();
    }
}
