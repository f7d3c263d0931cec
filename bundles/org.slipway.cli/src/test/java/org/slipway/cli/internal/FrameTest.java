package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

class FrameTest {
    private static boolean isWanted(String... typed) throws Complaint {
        Arguments arguments = Arguments.parse(List.of(typed));
        Command command = new NamedCommand(arguments.words().get(0), "") {
            @Override
            public Promise<Integer> run(Invocation invocation, Switch scope) {
                throw new UnsupportedOperationException();
            }
        };
        return Frame.isWanted(command, arguments);
    }

    @Test
    void there_is_a_window_only_where_one_is_asked_for() throws Complaint {
        assertThat(isWanted("select", "a.xml")).isFalse();
        assertThat(isWanted("-g", "select", "a.xml")).isTrue();
        assertThat(isWanted("download", "--gui", "a.xml")).isTrue();
        assertThat(isWanted("update", "-vg", "a.xml")).isTrue();
    }

    @Test
    void of_window_and_console_the_last_one_counts() throws Complaint {
        assertThat(isWanted("-g", "-c", "select", "a.xml")).isFalse();
        assertThat(isWanted("-c", "-g", "select", "a.xml")).isTrue();
    }

    @Test
    void what_stands_behind_the_uri_of_run_is_the_programs() throws Complaint {
        assertThat(isWanted("run", "a.xml", "-g")).isFalse();
        assertThat(isWanted("run", "-g", "a.xml")).isTrue();
    }

    @Test
    void a_command_that_asks_nothing_and_one_that_has_nothing_to_show_have_no_window() throws Complaint {
        assertThat(isWanted("-g", "--batch", "select", "a.xml")).isFalse();
        assertThat(isWanted("-g", "config")).isFalse();
    }
}
