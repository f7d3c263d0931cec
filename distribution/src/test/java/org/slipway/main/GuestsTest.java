package org.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** In frameworks without bundles. */
@Timeout(60)
class GuestsTest {
    private static final int MOST_LEFT = 4;

    @TempDir
    Path parent;

    private final List<Path> started = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> strangers = new ArrayList<>();
    private Storage storage;
    private Guests guests;

    @BeforeEach
    void open() throws IOException {
        storage = new Storage(parent);
        storage.create();
        guests = new Guests(this::start, storage, 1);
    }

    @AfterEach
    void close() throws InterruptedException {
        over.countDown();
        for (Thread stranger : strangers) stranger.join();
        storage.close();
    }

    private Framework start(Path directory) throws BundleException {
        started.add(directory);
        Framework framework = new FrameworkFactory()
                .newFramework(
                        Map.of(Constants.FRAMEWORK_STORAGE, directory.toString(), "felix.cache.locking", "false"));
        framework.start();
        return framework;
    }

    private void waitWhateverHappens() {
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException ignored) {
                continue;
            }
        }
    }

    private void leaveSomethingBehind(BundleContext platform) {
        Thread stranger = new Thread(() -> {
            try {
                over.await();
            } catch (InterruptedException nobodyDoes) {
                throw new IllegalStateException(nobodyDoes);
            }
        });
        strangers.add(stranger);
        stranger.start();
    }

    @Test
    void each_has_a_platform_of_its_own_which_goes_and_the_next_is_there() {
        List<BundleContext> platforms = new ArrayList<>();
        guests.accept(platforms::add);
        assertThat(started).hasSize(2);
        assertThat(started.get(0)).doesNotExist();
        assertThat(started.get(1)).exists();
        guests.accept(platforms::add);
        assertThat(started).hasSize(3);
        assertThat(platforms).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void what_breaks_in_it_is_told_and_the_next_is_there() {
        IllegalStateException defect = new IllegalStateException("broken");
        assertThatThrownBy(() -> guests.accept(platform -> {
                    throw defect;
                }))
                .isSameAs(defect);
        assertThat(started).hasSize(2);
    }

    @Test
    void what_does_not_end_when_nobody_wants_it_any_more_is_left_to_itself() {
        Thread client = Thread.currentThread();
        guests.accept(platform -> {
            strangers.add(Thread.currentThread());
            client.interrupt();
            waitWhateverHappens();
        });
        assertThat(Thread.interrupted()).isFalse();
        assertThat(strangers).first().matches(Thread::isAlive);
        assertThat(started.get(0)).doesNotExist();
        assertThatCode(() -> guests.accept(platform -> {})).doesNotThrowAnyException();
    }

    @Test
    void nobody_is_let_in_while_too_much_goes_on_of_what_should_have_ended() throws InterruptedException {
        for (int i = 0; i < MOST_LEFT; i++) guests.accept(this::leaveSomethingBehind);
        assertThatThrownBy(() -> guests.accept(this::leaveSomethingBehind))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContainingAll("plug-in", "serve --stop");
        assertThat(strangers).hasSize(MOST_LEFT);
        over.countDown();
        for (Thread stranger : strangers) stranger.join();
        assertThatCode(() -> guests.accept(platform -> {})).doesNotThrowAnyException();
    }
}
