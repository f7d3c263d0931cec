package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.FileOwner;
import org.slipway.testkit.ManualLoop;

class MeetingPlaceTest {
    @TempDir
    Path folder;

    private MeetingPlace place;

    @BeforeEach
    void below_the_cache() {
        place = new MeetingPlace(folder.resolve("slipway/serve"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void only_the_user_can_enter_and_read_the_token() throws Exception {
        try (MeetingPlace.Held held = place.take()) {
            assertThat(mode(place.directory())).isEqualTo("rwx------");
            assertThat(mode(place.tokenFile())).isEqualTo("rw-------");
            assertThat(held.token()).matches("[0-9a-f]{64}");
            assertThat(place.token()).contains(held.token());
        }
    }

    @Test
    void nothing_is_left_but_the_lock() throws Exception {
        place.take().close();
        assertThat(Files.list(place.directory()).map(Path::getFileName).map(Path::toString))
                .containsExactly("lock");
        assertThat(place.token()).isEmpty();
    }

    @Test
    void there_is_no_token_where_nobody_has_ever_been() throws Exception {
        assertThat(place.token()).isEmpty();
        assertThat(place.directory()).doesNotExist();
    }

    @Test
    void a_second_host_is_told_that_one_runs_and_harms_nothing() throws Exception {
        try (MeetingPlace.Held first = place.take()) {
            assertThatThrownBy(place::take)
                    .isInstanceOf(Complaint.class)
                    .hasMessageStartingWith("A host of this home runs already");
            assertThat(place.token()).contains(first.token());
            assertThat(Files.exists(place.path(), LinkOption.NOFOLLOW_LINKS)).isTrue();
        }
    }

    @Test
    void a_client_that_deletes_a_dead_hosts_socket_is_taken_for_none() throws Exception {
        ManualLoop loop = new ManualLoop();
        MeetingPlace.Held client = place.take();
        Promise<MeetingPlace.Held> host = place.take(loop, loop.scope());
        loop.run();
        assertThat(host.isDone()).isFalse();

        client.close();
        loop.advance(Duration.ofMillis(50));

        host.getValue().close();
    }

    @Test
    void whoever_keeps_the_lock_is_a_host() throws Exception {
        ManualLoop loop = new ManualLoop();
        MeetingPlace.Held first = place.take();

        Promise<MeetingPlace.Held> second = place.take(loop, loop.scope());
        loop.advance(Duration.ofSeconds(1));

        assertThat(second.getFailure()).hasMessageStartingWith("A host of this home runs already");
        first.close();
    }

    @Test
    void what_a_killed_host_has_left_is_replaced() throws Exception {
        String before;
        try (MeetingPlace.Held killed = place.take()) {
            before = killed.token();
            Files.move(place.path(), folder.resolve("s"));
            Files.move(place.tokenFile(), folder.resolve("t"));
        }
        Files.move(folder.resolve("s"), place.path());
        Files.move(folder.resolve("t"), place.tokenFile());
        try (MeetingPlace.Held next = place.take()) {
            assertThat(next.token()).isNotEqualTo(before);
            assertThat(place.token()).contains(next.token());
        }
    }

    private void refused(String why) {
        assertThatThrownBy(place::take).isInstanceOf(Complaint.class).hasMessageContaining(why);
        assertThatThrownBy(place::token).isInstanceOf(Complaint.class).hasMessageContaining(why);
    }

    @Test
    void a_directory_that_others_can_enter_is_refused() throws Exception {
        Files.createDirectories(place.directory());
        for (String open : new String[] {"rwxr-xr-x", "rwx--x---", "rwxrwxrwx", "rwx-----x"}) {
            Files.setPosixFilePermissions(place.directory(), PosixFilePermissions.fromString(open));
            refused("chmod 700");
        }
        assertThat(Files.list(place.directory())).isEmpty();
    }

    @Test
    void a_directory_that_somebody_else_has_made_first_is_refused() throws Exception {
        place.take().close();
        assertThatThrownBy(() -> place.check(new FileOwner(() -> "mallory")))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("could answer in your host's place");
    }

    @Test
    void a_symlink_to_where_somebody_else_waits_is_refused() throws Exception {
        Path elsewhere = Files.createDirectory(
                folder.resolve("elsewhere"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectories(place.directory().getParent());
        Files.createSymbolicLink(place.directory(), elsewhere);
        refused("is no directory of its own");
        assertThat(Files.list(elsewhere)).isEmpty();
    }

    @Test
    void a_path_too_long_for_a_socket_is_named() {
        place = new MeetingPlace(folder.resolve("x".repeat(100)));
        assertThatThrownBy(place::take).hasMessageContaining("too long").hasMessageContaining("XDG_CACHE_HOME");
    }
}
