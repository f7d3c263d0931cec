package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** What is wrong with a home, and what nobody needs in it. */
class UpkeepTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path temp;

    private final TestNet net = TestNet.start();
    private final DemoWorld world = DemoWorld.publish(net);

    @AfterEach
    void leave() throws Exception {
        net.close();
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private static void forget(Path entry) throws Exception {
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(LONG_AGO, LONG_AGO, null);
        }
    }

    @Test
    void what_was_not_used_for_years_goes_and_the_doctor_asks_the_servers() throws Exception {
        User user = new User(temp)
                .configured(
                        "global",
                        "[global]\nkey_info_server = " + net.keyInfo().uri() + "\nmirror = "
                                + net.mirror().uri() + "\n");
        Ended downloaded = user.slipway("download", world.feed());
        assertThat(downloaded.status()).as(downloaded.toString()).isZero();
        Path store = temp.resolve("cache/implementations");
        Path app = store.resolve(world.app().digest());
        forget(app);
        forget(temp.resolve("cache/injector/slipway-plans"));

        Ended gone = user.slipway("gc", "--now");
        assertThat(gone.status()).as(gone.toString()).isZero();
        assertThat(gone.out())
                .contains("Removed: " + world.app().digest(), world.feed().toString(), "last used on 2020-01-01")
                .contains("Removed implementations: 1 (");
        assertThat(app).doesNotExist();

        Ended doctor = user.slipway("doctor", world.feed());
        assertThat(doctor.status()).as(doctor.toString()).isZero();
        assertThat(doctor.out())
                .contains("ok    URI: " + world.feed() + " answers; asked directly")
                .contains("ok    mirror: ", "ok    key information: ", "ok    time: ", "programs:");
        assertThat(doctor.out().lines()).hasSizeLessThan(24);
        assertThat(doctor.err()).isEmpty();
    }
}
