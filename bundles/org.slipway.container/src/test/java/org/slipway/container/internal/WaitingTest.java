package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.slipway.testkit.AwaitingLoop;

class WaitingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AwaitingLoop loop = new AwaitingLoop();
    private final Ask waiting = new Waiting(loop);
    private final AtomicInteger tidied = new AtomicInteger();

    private interface Question<T> {
        T ask() throws Exception;
    }

    /** A thread of the container asks, and this one is the loop. */
    private <T> CompletableFuture<T> asked(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(question.ask());
                    } catch (Exception failure) {
                        answer.completeExceptionally(failure);
                    }
                })
                .start();
        loop.awaitUntil(answer::isDone);
        return answer;
    }

    @Test
    void the_answer_comes_from_the_loop_and_its_scope_is_tidied_up() throws Exception {
        assertThat(asked(() -> waiting.answer(LONG, scope -> {
                            scope.onOff(tidied::incrementAndGet);
                            return loop.promises().resolved("yes");
                        }))
                        .get())
                .isEqualTo("yes");
        assertThat(tidied).hasValue(1);
    }

    @Test
    void a_failure_is_thrown_as_it_is() {
        assertThatThrownBy(() -> asked(() ->
                                waiting.answer(LONG, scope -> loop.promises().failed(new IOException("disk"))))
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseExactlyInstanceOf(IOException.class)
                .hasRootCauseMessage("disk");
    }

    @Test
    void who_has_waited_enough_stops_what_was_asked() {
        Deferred<String> never = loop.promises().deferred();
        assertThatThrownBy(() -> asked(() -> waiting.answer(Duration.ofMillis(1), scope -> {
                            scope.onOff(tidied::incrementAndGet);
                            return never.getPromise();
                        }))
                        .get())
                .hasCauseInstanceOf(TimeoutException.class);
        loop.awaitUntil(() -> tidied.get() == 1);
    }
}
