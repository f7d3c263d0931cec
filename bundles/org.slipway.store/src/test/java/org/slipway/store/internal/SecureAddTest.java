package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.monitor.Event;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Progress;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.testkit.ForgottenPlaces;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** A store that this user may not write, and somebody who may. */
class SecureAddTest {
    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path shared;
    private Path own;
    private Path tree;
    private ManifestDigest digest;

    @BeforeEach
    void create() throws IOException {
        own = temp.resolve("cache/implementations");
        tree = Files.createDirectory(temp.resolve("tree"));
        Files.writeString(tree.resolve("hello"), "hello");
        // Nobody can write into a directory that is a link to nowhere, not even root.
        shared = Files.createSymbolicLink(temp.resolve("shared"), temp.resolve("later"));
        Files.writeString(
                Files.createDirectories(temp.resolve("config/injector")).resolve("implementation-dirs"), shared + "\n");
        environment.put("PATH", "bin:" + Files.createDirectory(temp.resolve("bin")) + ":/bin:/usr/bin");
        environment.put("HOME", "/home/somebody");
    }

    @AfterEach
    void let_the_directory_be_deleted() throws IOException {
        for (String name : List.of("cache", "later")) OwnedDirectory.delete(temp.resolve(name));
    }

    private void helper(String script) throws IOException {
        Path file = Files.writeString(temp.resolve("bin/0store-secure-add-helper"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void where_nothing_lasts_only_the_own_store_is_written() {
        TestPlaces places = new TestPlaces(temp);
        assertThat(new StoreDirectories(places).writable()).containsExactly(shared, own);
        assertThat(new StoreDirectories(new ForgottenPlaces(places)).writable()).containsExactly(own);
    }

    private Path add(Algorithm algorithm) throws Exception {
        return add(algorithm, Progress.NONE);
    }

    private Path add(Algorithm algorithm, Progress progress) throws Exception {
        StoreDirectories directories = new StoreDirectories(new TestPlaces(temp));
        SecureAdd secureAdd = new SecureAdd(new TestHost(environment), loop, events::add);
        DirectoryUpkeep upkeep =
                new DirectoryUpkeep(new Drafts(directories, loop, new TestSettings(), secureAdd), directories, loop);
        digest = upkeep.manifest(tree, algorithm, Progress.NONE, ManifestLines.NOWHERE);
        Path path = ((Commit.Stored) upkeep.add(tree, digest, progress)).path();
        loop.run();
        return path;
    }

    private String noted(String name) throws IOException {
        return Files.readString(temp.resolve(name));
    }

    @Test
    void it_is_started_in_the_finished_tree_with_what_shows_whether_the_environment_is_cleared() throws Exception {
        helper("echo \"$*\" > " + temp + "/arguments; env > " + temp + "/environment; ls -A > " + temp
                + "/files; mkdir -p " + temp + "/later/$1 && cp -a . " + temp + "/later/$1/");
        Path path = add(Algorithm.SHA256NEW);
        assertThat(path).isEqualTo(shared.resolve(digest.directoryName()));
        assertThat(path.resolve("hello")).hasContent("hello");
        assertThat(noted("arguments")).isEqualTo(digest.directoryName() + "\n");
        assertThat(noted("environment")).contains("ENV_NOT_CLEARED=Unclean\n", "HOME=Unclean\n");
        assertThat(noted("files")).isEqualTo(".manifest\nhello\n");
        assertThat(own).isEmptyDirectory();
        assertThat(events).isEmpty();
    }

    @Test
    void where_it_fails_the_tree_is_stored_for_this_user_and_a_warning_says_so() throws Exception {
        helper("exit 3");
        assertThat(add(Algorithm.SHA256NEW)).isEqualTo(own.resolve(digest.directoryName()));
        assertThat(((Event.Warning) events.get(0)).text()).contains("0store-secure-add-helper", "status 3");
    }

    @Test
    void what_it_says_is_told_to_whoever_is_told_the_rest() throws Exception {
        helper("echo No room >&2; exit 3");
        add(Algorithm.SHA256NEW);
        helper("echo Nearly no room >&2; mkdir -p " + temp + "/later/$1 && cp -a . " + temp + "/later/$1/");
        add(Algorithm.SHA256NEW);
        assertThat(events)
                .map(event -> ((Event.Warning) event).text())
                .satisfiesExactly(
                        failed -> assertThat(failed).endsWith(" is stored for you alone. It says: No room"),
                        done -> assertThat(done).endsWith("0store-secure-add-helper says: Nearly no room"));
    }

    @Test
    void where_nobody_wants_the_tree_any_more_it_is_ended_and_nothing_is_stored() throws Exception {
        Path begun = temp.resolve("begun");
        helper("mkfifo " + temp + "/pipe; echo $$ > " + begun + "; cat " + temp + "/pipe");
        assertThatThrownBy(() -> add(Algorithm.SHA256NEW, bytes -> {
                    if (Files.exists(begun)) throw new InterruptedIOException("stopped");
                }))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(ProcessHandle.of(Long.parseLong(noted("begun").strip()))).isEmpty();
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void where_it_lies_the_tree_is_stored_for_this_user() throws Exception {
        helper("exit 0");
        assertThat(add(Algorithm.SHA256NEW)).isEqualTo(own.resolve(digest.directoryName()));
    }

    @Test
    void it_is_not_asked_for_the_oldest_digests_nor_in_a_portable_home_nor_where_it_is_not() throws Exception {
        assertThat(add(Algorithm.SHA1NEW)).startsWith(own);
        helper("touch " + temp + "/asked");
        assertThat(add(Algorithm.SHA1)).startsWith(own);
        environment.put("ZEROINSTALL_PORTABLE_BASE", temp.toString());
        assertThat(add(Algorithm.SHA256)).startsWith(own);
        assertThat(temp.resolve("asked")).doesNotExist();
    }

    @Test
    void nothing_that_is_in_the_working_directory_is_taken_for_it() throws Exception {
        environment.put("PATH", "bin:.");
        helper("exit 0");
        assertThat(add(Algorithm.SHA256NEW)).startsWith(own);
        assertThat(events).isEmpty();
    }

    @Test
    void a_shared_store_that_can_be_written_is_written_without_help() throws Exception {
        helper("touch " + temp + "/asked");
        Files.createDirectory(temp.resolve("later"));
        assertThat(add(Algorithm.SHA256NEW)).startsWith(shared);
        assertThat(temp.resolve("asked")).doesNotExist();
    }
}
