package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class ServeCommandTest {
    @Test
    void the_idle_time_is_a_number_of_seconds() throws Complaint {
        assertThat(ServeCommand.seconds("60")).isEqualTo(Duration.ofMinutes(1));
        for (String typed : List.of("0", "-1", "soon", "", "1.5", "99999999999"))
            assertThatThrownBy(() -> ServeCommand.seconds(typed))
                    .isInstanceOf(Complaint.class)
                    .hasMessage("'" + typed + "' is no number of seconds, such as 900");
    }
}
