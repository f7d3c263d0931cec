package org.slipway.examples.plain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.launch.Execution;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.LaunchPlan;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.api.store.Store;
import org.slipway.model.Role;
import org.slipway.model.feed.Argument;
import org.slipway.model.feed.Binding;
import org.slipway.model.feed.Binding.Environment;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Dependency;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/**
 * Programs that are the same whatever environment their caller has. Those that depend on it are refused. With its ranking,
 * it is asked in place of ours.
 */
@Component(property = "service.ranking:Integer=1")
public final class PlainLauncher implements Launcher {
    private final Store store;

    @Activate
    public PlainLauncher(@Reference Store store) {
        this.store = store;
    }

    @Override
    public LaunchPlan plan(Selections chosen, LaunchOptions options) throws Unlaunchable {
        Execution execution = execution(chosen, options, List.of());
        StringBuilder script = new StringBuilder();
        execution.environment().forEach((name, value) -> script.append("export " + name + "=" + quoted(value) + "\n"));
        script.append("exec ").append(options.wrapper().orElse(""));
        for (String word : execution.arguments()) script.append(' ').append(quoted(word));
        return new LaunchPlan(script.append(" \"$@\"\n").toString());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public Execution execution(Selections chosen, LaunchOptions options, List<String> arguments) throws Unlaunchable {
        String command = chosen.command().orElseThrow(() -> new Unlaunchable("No command to run is selected"));
        List<String> words = words(chosen, chosen.root(), command, options.main());
        words.addAll(arguments);
        return new Execution(words, environment(chosen));
    }

    private List<String> words(Selections chosen, Role role, String name, Optional<String> main) throws Unlaunchable {
        Selection selection = chosen.get(role).orElseThrow(() -> new Unlaunchable(role + " is not selected"));
        Command command = selection.commands().get(name);
        if (command == null) throw new Unlaunchable(role + " has no command '" + name + "'");
        List<String> words = new ArrayList<>();
        if (command.runner().isPresent()) {
            Command.Runner runner = command.runner().get();
            words = words(chosen, Role.binary(runner.interfaceUri()), runner.command(), Optional.empty());
            for (Argument argument : runner.arguments()) words.add(text(argument));
        }
        Optional<String> path = main.isPresent() ? main : command.path();
        if (path.isPresent()) words.add(file(selection, path.get()));
        for (Argument argument : command.arguments()) words.add(text(argument));
        return words;
    }

    private String file(Selection selection, String path) throws Unlaunchable {
        if (selection.nativePackage().isPresent()) return path;
        if (path.startsWith("/") || List.of(path.split("/")).contains(".."))
            throw new Unlaunchable("'" + path + "' leads out of " + selection.role());
        Optional<Path> here = selection.localPath().or(() -> store.find(selection.digests()));
        if (here.isEmpty()) throw new Unlaunchable(selection.role() + " is not here");
        return here.get().resolve(path).toString();
    }

    private static String text(Argument argument) throws Unlaunchable {
        if (argument instanceof Argument.Text text && !text.template().contains("$")) return text.template();
        throw new Unlaunchable("An argument depends on the environment: " + argument);
    }

    private Map<String, String> environment(Selections chosen) throws Unlaunchable {
        Map<String, String> environment = new TreeMap<>();
        for (Selection selection : chosen.selections()) {
            bind(selection, selection.bindings(), environment);
            bind(chosen, selection.dependencies(), environment);
            for (Command command : selection.commands().values()) {
                bind(selection, command.bindings(), environment);
                bind(chosen, command.dependencies(), environment);
            }
        }
        return environment;
    }

    private void bind(Selections chosen, List<Dependency> needed, Map<String, String> into) throws Unlaunchable {
        for (Dependency one : needed)
            if (chosen.get(one.role()).isPresent()) bind(chosen.get(one.role()).get(), one.bindings(), into);
    }

    private void bind(Selection what, List<Binding> bindings, Map<String, String> into) throws Unlaunchable {
        for (Binding binding : bindings) {
            if (!(binding instanceof Environment variable) || variable.mode() != Environment.Mode.REPLACE)
                throw new Unlaunchable("A variable depends on the environment: " + binding.element());
            if (!variable.name().matches("[A-Za-z_]\\w*")) throw new Unlaunchable("No name: " + variable.name());
            if (variable.what() instanceof Environment.What.Insert in) into.put(variable.name(), file(what, in.path()));
            if (variable.what() instanceof Environment.What.Value is) into.put(variable.name(), is.text());
        }
    }
}
