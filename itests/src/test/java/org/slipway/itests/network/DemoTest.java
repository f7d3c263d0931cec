package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.User;

class DemoTest {
    @TempDir
    Path home;

    @Test
    void the_demo_does_the_main_job_soon_and_cleans_up() throws Exception {
        Path temporary = Files.createDirectory(home.resolve("tmp"));
        User user = new User(home).with("TMPDIR", temporary.toString());
        Map<String, String> before = user.belongings();
        long begun = System.nanoTime();

        Ended ended = user.slipway("demo");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out() + ended.err()).contains("Hello from a signed feed (hello 1.1)");
        assertThat(user.belongings()).isEqualTo(before);
    }
}
