package org.slipway.cli.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.util.promise.Promise;
import org.slipway.api.solver.Choice;
import org.slipway.async.Switch;

/** {@code why}: for what reasons a program's components are these. */
final class WhyCommand implements Command {
    static final Set<Option> OPTIONS = EnumSet.copyOf(Selecting.AT_ONCE);

    static {
        OPTIONS.add(Option.MAY_COMPILE);
        OPTIONS.add(Option.JSON);
    }

    private final Services services;
    private final Console console;
    private final Selecting selecting;

    WhyCommand(Services services, Console console) {
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
    }

    @Override
    public String name() {
        return "why";
    }

    @Override
    public String usage() {
        return "URI [INTERFACE|NAME]";
    }

    @Override
    public Set<Option> options() {
        return OPTIONS;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.isEmpty() || words.size() > 2) throw new WrongUsage();
        return Chosen.of(services, selecting, invocation, scope).map(chosen -> {
            List<Choice> shown = words.size() == 1 ? chosen.all() : List.of(chosen.named(words.get(1)));
            console.print(invocation.has(Option.JSON) ? JsonText.of(json(shown)) : text(shown));
            return 0;
        });
    }

    private static String text(List<Choice> choices) {
        return choices.stream().map(ChoiceText::of).collect(Collectors.joining("\n"));
    }

    static Map<String, Object> json(List<Choice> choices) {
        return Map.of("components", choices.stream().map(ChoiceJson::of).toList());
    }
}
