package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

class CompletionsTest {
    private final Completions completions = new Completions(new Present() {});
    private final Map<String, Object> variables = new HashMap<>();
    private final List<String> executed = new ArrayList<>();

    private final CommandSession session = Faked.of(CommandSession.class, (proxy, method, given) -> {
        switch (method.getName()) {
            case "get":
                return variables.get((String) given[0]);
            case "put":
                return variables.put((String) given[0], given[1]);
            default:
                executed.add(String.valueOf(given[0]));
                if (variables.containsKey("broken")) throw new IllegalArgumentException("Command not found");
                before("complete");
                return null;
        }
    });

    private void before(String command) {
        completions.beforeExecute(session, command);
    }

    @Test
    void a_session_that_can_complete_is_told_once() {
        before("gosh");
        assertThat(executed).isEmpty();
        variables.put(".completions", new HashMap<>());
        before("profile");
        before("slipway:why");
        assertThat(executed).hasSize(5).allMatch(line -> line.startsWith("complete -c slipway:"));
    }

    @Test
    void another_shell_is_left_alone() {
        variables.put(".completions", new HashMap<>());
        variables.put("broken", true);
        before("x");
        before("y");
        assertThat(executed).hasSize(1);
    }
}
