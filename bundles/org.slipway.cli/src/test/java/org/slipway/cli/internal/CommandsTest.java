package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

class CommandsTest {
    private final List<String> made = new ArrayList<>();
    private final Commands commands = new Commands(List.of("list", "trust", "_x", "run"), this::family);

    private List<Command> family(String first) {
        return switch (first) {
            case "list", "run" -> List.of(make(first));
            case "trust" -> List.of(make("trust add"), make("trust list"));
            default -> List.of();
        };
    }

    private Command make(String name) {
        made.add(name);
        return new NamedCommand(name, "") {
            @Override
            public Promise<Integer> run(Invocation invocation, Switch scope) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Test
    void only_what_is_asked_for_is_made_and_only_once() {
        Command list = commands.named(List.of("trust", "list", "x")).orElseThrow();
        assertThat(commands.named(List.of("trust", "list"))).containsSame(list);
        assertThat(made).containsExactly("trust add", "trust list");
    }

    @Test
    void half_a_name_and_nothing_like_one_are_no_command() {
        assertThat(commands.named(List.of("trust"))).isEmpty();
        assertThat(commands.named(List.of("trust", "me"))).isEmpty();
        assertThat(commands.named(List.of("nothing", "list"))).isEmpty();
        assertThat(commands.family("nothing")).isEmpty();
    }

    @Test
    void a_group_is_a_name_too_and_what_only_programs_call_is_none() {
        assertThat(commands.names()).containsExactly("list", "trust", "run", "trust add", "trust list");
    }

    @Test
    void all_are_there_in_their_order() {
        assertThat(commands.all()).extracting(Command::name).containsExactly("list", "trust add", "trust list", "run");
    }
}
