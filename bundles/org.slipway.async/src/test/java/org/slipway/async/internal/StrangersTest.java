package org.slipway.async.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StrangersTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final BlockingQueue<Thread> made = new LinkedBlockingQueue<>();
    private final Strangers strangers = new Strangers(work -> {
        Thread thread = new Thread(work);
        made.add(thread);
        return thread;
    });
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        strangers.stop();
    }

    private <T> T call(Duration most, Callable<T> work) throws Exception {
        return strangers.call(most, () -> 0, work);
    }

    /** Calls somebody who has begun before the time begins to run. */
    private void callTooLate(Runnable work) {
        CountDownLatch begun = new CountDownLatch(1);
        assertThatThrownBy(() -> strangers.call(
                        SHORT,
                        () -> {
                            awaitUninterruptibly(begun);
                            return 0;
                        },
                        () -> {
                            begun.countDown();
                            work.run();
                            return "";
                        }))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("no answer within 0.001s");
    }

    /** That is how some are. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                // Once more.
            }
        }
    }

    @Test
    void work_runs_on_a_thread_of_its_own_and_answers() throws Exception {
        assertThat(call(LONG, Thread::currentThread)).isSameAs(made.take());
    }

    @Test
    void what_it_throws_is_thrown() {
        assertThatThrownBy(() -> call(LONG, () -> {
                    throw new IOException("checked");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("checked");
        assertThatThrownBy(() -> call(LONG, () -> {
                    throw new NoClassDefFoundError("error");
                }))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void who_is_too_late_is_interrupted_and_left() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        callTooLate(() -> {
            try {
                released.await();
            } catch (InterruptedException wanted) {
                interrupted.countDown();
            }
        });
        interrupted.await();
    }

    @Test
    void who_shows_signs_of_getting_on_may_take_longer() throws Exception {
        AtomicLong signs = new AtomicLong();
        CountDownLatch seenTwice = new CountDownLatch(3);
        String answer = strangers.call(
                SHORT,
                () -> {
                    seenTwice.countDown();
                    return signs.incrementAndGet();
                },
                () -> {
                    seenTwice.await();
                    return "in the end";
                });
        assertThat(answer).isEqualTo("in the end");
    }

    @Test
    void so_many_may_be_lost_and_then_nobody_is_called_until_one_comes_back() throws Exception {
        for (int i = 0; i < 64; i++) callTooLate(() -> awaitUninterruptibly(released));
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> call(LONG, calls::incrementAndGet))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("too many plug-ins are stuck");
        assertThat(calls).hasValue(0);

        released.countDown();
        for (Thread thread : made) thread.join();
        assertThat(call(LONG, calls::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void who_waits_may_be_interrupted_which_interrupts_the_work() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                call(LONG, () -> {
                    begun.countDown();
                    try {
                        released.await();
                    } catch (InterruptedException wanted) {
                        interrupted.countDown();
                    }
                    return "";
                });
            } catch (Exception expected) {
                // It has been interrupted.
            }
        });
        waiting.start();
        begun.await();
        waiting.interrupt();
        interrupted.await();
        waiting.join();
    }
}
