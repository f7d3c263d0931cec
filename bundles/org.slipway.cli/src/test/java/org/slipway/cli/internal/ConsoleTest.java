package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8), new PrintStream(err, true, UTF_8), true);

    @Test
    void how_far_long_work_has_come_is_seen_whatever_its_name() throws Exception {
        Task task = new Task(console);
        task.begin("Unpacking sha256new_" + "A".repeat(52));
        task.more(12L << 20);
        String shown = err.toString(UTF_8);
        assertThat(shown.substring(shown.lastIndexOf('\r') + 1))
                .startsWith("Unpacking sha256new_AAA")
                .endsWith("A...: 12.0 MB")
                .hasSize(79);
    }
}
