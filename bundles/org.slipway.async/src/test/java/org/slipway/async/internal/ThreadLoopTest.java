package org.slipway.async.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.async.Bell;
import org.slipway.async.Switch;

class ThreadLoopTest {
    private final ThreadLoop loop = new ThreadLoop();

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void every_callback_runs_on_the_one_thread() throws Exception {
        Promise<String> onResolved =
                loop.promises().resolved("x").map(x -> Thread.currentThread().getName());
        Promise<String> afterWork =
                loop.offLoop(() -> "y").map(y -> Thread.currentThread().getName());
        assertThat(onResolved.getValue()).startsWith("slipway-loop").isEqualTo(afterWork.getValue());
    }

    @Test
    void blocking_work_runs_elsewhere_and_its_failure_travels() throws Exception {
        assertThat(loop.offLoop(() -> Thread.currentThread().getName()).getValue())
                .startsWith("slipway-io");
        assertThat(loop.offLoop(() -> {
                            throw new IllegalStateException("broken");
                        })
                        .getFailure())
                .hasMessage("broken");
    }

    @Test
    void those_who_wait_for_each_other_do_not_take_the_workers_away() throws Exception {
        List<Promise<String>> waiting = new ArrayList<>();
        List<Bell> bells = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Bell bell = loop.bell();
            bells.add(bell);
            waiting.add(loop.apart(() -> {
                bell.await();
                return Thread.currentThread().getName();
            }));
        }
        assertThat(loop.offLoop(() -> "done").getValue()).isEqualTo("done");
        bells.forEach(Bell::ring);
        for (Promise<String> woken : waiting) assertThat(woken.getValue()).startsWith("slipway-apart");
    }

    @Test
    void a_bell_that_was_rung_before_wakes_once() throws Exception {
        Bell bell = loop.bell();
        bell.ring();
        bell.ring();
        Promise<String> twice = loop.apart(() -> {
            bell.await();
            loop.run(bell::ring);
            bell.await();
            return "woken";
        });
        assertThat(twice.getValue()).isEqualTo("woken");
    }

    @Test
    void what_an_action_throws_is_told_and_the_loop_goes_on() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        loop.run(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, defect) -> told.complete(defect));
            throw new IllegalStateException("defect");
        });
        assertThat(told.get(1, TimeUnit.MINUTES)).hasMessage("defect");
        assertThat(loop.promises().resolved("x").map(x -> "alive").getValue()).isEqualTo("alive");
    }

    @Test
    void a_timer_fires_unless_its_scope_has_gone_off() throws Exception {
        CountDownLatch fired = new CountDownLatch(1);
        StringBuilder log = new StringBuilder();
        loop.run(() -> {
            Switch cancelled = new Switch(loop.promises());
            loop.after(Duration.ofMillis(1), () -> log.append("cancelled"), cancelled);
            cancelled.off();
            loop.after(Duration.ofMillis(20), fired::countDown, new Switch(loop.promises()));
        });
        assertThat(fired.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(log).isEmpty();
    }

    @Test
    void the_time_is_the_real_one() {
        assertThat(loop.clock().instant())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void its_threads_keep_no_process_alive() throws Exception {
        assertThat(loop.promises()
                        .resolved("x")
                        .map(x -> Thread.currentThread().isDaemon())
                        .getValue())
                .isTrue();
        assertThat(loop.offLoop(() -> Thread.currentThread().isDaemon()).getValue())
                .isTrue();
    }

    @Test
    void stopping_interrupts_the_workers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> ended = new CompletableFuture<>();
        loop.offLoop(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                ended.complete("interrupted");
            }
            return "";
        });
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        loop.stop();
        assertThat(ended.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
    }
}
