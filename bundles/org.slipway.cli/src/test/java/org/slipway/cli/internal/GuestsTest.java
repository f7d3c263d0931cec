package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

class GuestsTest {
    private final RejectedExecutionException rejection = new RejectedExecutionException("no more");

    @Test
    void what_the_work_throws_is_not_taken_for_a_host_without_room() {
        Guests guests = new Guests(work -> work.accept(null), "");
        assertThatThrownBy(() -> guests.run(platform -> {
                    throw rejection;
                }))
                .isSameAs(rejection);
    }

    @Test
    void a_host_without_room_says_so() {
        Guests guests = new Guests(
                work -> {
                    throw rejection;
                },
                "");
        assertThatThrownBy(() -> guests.run(platform -> {}))
                .isInstanceOf(Guests.Full.class)
                .hasMessage("no more");
    }

    @Test
    void of_a_variable_that_differs_the_name_alone_is_told() {
        Guests guests = new Guests(work -> {}, "Uid: 1\nLD_LIBRARY_PATH=/lib\n");
        Errand errand = new Errand("Uid: 1\nLD_LIBRARY_PATH=secret\n", "/", List.of("select"), Map.of());
        assertThat(guests.admit(errand)).contains("It was started in other circumstances, without 'LD_LIBRARY_PATH'");
    }
}
