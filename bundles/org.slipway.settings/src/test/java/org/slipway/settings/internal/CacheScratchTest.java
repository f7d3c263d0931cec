package org.slipway.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;

class CacheScratchTest {

    @TempDir
    Path base;

    private final ManualLoop loop = new ManualLoop();
    private CacheScratch scratch;

    @BeforeEach
    void begin() {
        scratch = new CacheScratch(loop, new XdgPlaces(Optional.of(base.toString()), Map.of(), "user"));
    }

    private Path file(Switch scope) {
        return loop.value(scratch.file(scope));
    }

    @Test
    void a_file_is_private_and_lasts_as_long_as_its_scope() throws Exception {
        Switch scope = loop.scope();
        Path file = file(scope);
        assertThat(file).isEmptyFile().startsWith(base.resolve("cache"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        loop.value(scope.off());
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_that_is_being_made_when_the_scope_goes_off_is_awaited_and_deleted() {
        Switch scope = loop.scope();
        Promise<Path> file = scratch.file(scope);
        Promise<Done> off = scope.off();
        loop.value(off);
        assertThat(loop.value(file)).doesNotExist();
    }

    @Test
    void what_a_killed_process_left_is_deleted() throws Exception {
        Path directory = Files.createDirectories(base.resolve("cache/injector"));
        // No process has this number: it is above every limit of Linux.
        Path left = Files.createFile(directory.resolve(".slipway-999999999-1.part"));
        Path reused = Files.createFile(
                directory.resolve(".slipway-" + ProcessHandle.current().pid() + "-1.part"));
        Files.setLastModifiedTime(reused, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        file(loop.scope());
        assertThat(left).doesNotExist();
        assertThat(reused).doesNotExist();
    }

    @Test
    void the_files_of_the_living_and_of_others_stay() throws Exception {
        Path mine = file(loop.scope());
        Path other = Files.createFile(mine.resolveSibling(".slipway-notes.part"));
        file(loop.scope());
        assertThat(mine).exists();
        assertThat(other).exists();
    }
}
