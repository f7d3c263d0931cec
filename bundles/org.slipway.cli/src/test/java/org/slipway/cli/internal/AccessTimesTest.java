package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

class AccessTimesTest {
    private static final List<String> MOUNTS = List.of(
            "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
            "30 22 8:2 / /home rw,nosuid,noatime shared:2 - ext4 /dev/sda2 rw",
            "31 30 8:3 / /home/the\\040cache rw,noatime - ext4 /dev/sda3 rw",
            "32 30 8:4 / /home/the\\040cache rw,nodev - tmpfs tmpfs rw,noatime",
            "nonsense");

    private static boolean areNoted(String directory) {
        return AccessTimes.areNoted(Path.of(directory), MOUNTS);
    }

    @Test
    void the_innermost_mount_decides() {
        assertThat(areNoted("/var/cache")).isTrue();
        assertThat(areNoted("/home/user")).isFalse();
        assertThat(areNoted("/homely")).isTrue();
    }

    @Test
    void what_is_mounted_over_another_covers_it() {
        assertThat(areNoted("/home/the cache/store")).isTrue();
    }

    @Test
    void where_nobody_says_otherwise_they_are() {
        assertThat(AccessTimes.areNoted(Path.of("/x"), List.of())).isTrue();
    }
}
