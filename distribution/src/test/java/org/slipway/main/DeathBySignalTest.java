package org.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class DeathBySignalTest {
    @Test
    void the_threads_tell_which_signal_has_come() {
        assertThat(DeathBySignal.signal(List.of("main", "SIGTERM handler"))).contains("TERM");
        assertThat(DeathBySignal.signal(List.of("SIGHUP handler", "slipway-death")))
                .contains("HUP");
        assertThat(DeathBySignal.signal(List.of("main", "Signal Dispatcher", "SIGQUIT handler")))
                .isEmpty();
    }
}
