package org.slipway.launcher.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.launch.Execution;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.store.Store;
import org.slipway.launcher.internal.OrderedBindings.Bound;
import org.slipway.model.Role;
import org.slipway.model.feed.Binding;
import org.slipway.model.feed.Binding.Environment.Mode;
import org.slipway.model.feed.Binding.Environment.What;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Selections;

/** Makes scripts: first all environment bindings, then the executable ones, then the command. */
record ScriptMaker(Store store, Places places, Host host) {
    private static final Map<String, String> DEFAULTS = Map.of(
            "PATH", "/bin:/usr/bin",
            "XDG_CONFIG_DIRS", "/etc/xdg",
            "XDG_DATA_DIRS", "/usr/local/share:/usr/share");

    /**
     * @param programs files that the script names as programs
     * @param executed those of them, and of interpreters, that it executes itself; none of a wrapper, which decides
     * @param launchers the launchers of executable bindings
     * @param unreadable variables of the caller whose values are in the script as they are now
     */
    record Script(String text, Set<Path> programs, Set<Path> executed, Set<Path> launchers, Set<String> unreadable) {}

    Script make(Selections selections, LaunchOptions options) throws Unlaunchable, IOException {
        Program program = program(selections, options);
        Set<Path> executed = options.wrapper().isPresent() ? Set.of() : Executed.by(program.line());
        ScriptText script = new ScriptText(host.environment());
        Set<Path> launchers = bind(program, script);
        StringBuilder before = new StringBuilder();
        for (String word : wrapper(options)) before.append(Sh.quote(word)).append(' ');
        String text = script.exec(before.toString(), program.line());
        return new Script(text, program.commands().programs(), executed, launchers, script.unreadable());
    }

    /** What the script would execute if it ran now. */
    Execution execution(Selections selections, LaunchOptions options, List<String> arguments)
            throws Unlaunchable, IOException {
        Program program = program(selections, options);
        PresentEnvironment environment = new PresentEnvironment(host.environment());
        bind(program, environment);
        List<String> words = new ArrayList<>(wrapper(options));
        words.addAll(environment.words(program.line()));
        words.addAll(arguments);
        return new Execution(List.copyOf(words), environment.changes());
    }

    /** What is launched, whatever the environment is. */
    private record Program(Map<Role, Located> located, CommandLines commands, CommandLine line) {}

    private Program program(Selections selections, LaunchOptions options) throws Unlaunchable, IOException {
        if (selections.command().isEmpty() && options.main().isEmpty())
            throw new Unlaunchable("There is no command to run in the selections of " + selections.root()
                    + "; use --main to name a program");
        Map<Role, Located> located = Located.all(selections, store);
        CommandLines commands = new CommandLines(located);
        return new Program(located, commands, commands.of(selections.root(), selections.command(), options.main()));
    }

    private static List<String> wrapper(LaunchOptions options) {
        return options.wrapper()
                .map(command -> List.of("/bin/sh", "-c", command + " \"$@\"", "-"))
                .orElse(List.of());
    }

    private Set<Path> bind(Program program, Environment environment) throws Unlaunchable, IOException {
        Map<Role, Located> located = program.located();
        CommandLines commands = program.commands();
        List<Bound> executables = new ArrayList<>();
        Set<Path> launchers = new LinkedHashSet<>();
        for (Bound bound : bindings(located)) {
            if (bound.binding() instanceof Binding.Environment binding)
                set(binding, located.get(bound.role()), environment);
            else if (!(bound.binding() instanceof Binding.Generic)) executables.add(bound);
        }
        for (Bound bound : executables) {
            if (bound.binding() instanceof Binding.ExecutableInPath inPath) {
                Path file = launch(
                        inPath.name(),
                        commands.of(bound.role(), Optional.of(inPath.command()), Optional.empty()),
                        environment);
                launchers.add(file);
                environment.add(Mode.PREPEND, "PATH", file.getParent().toString(), ":", otherwise("PATH"));
            }
            if (bound.binding() instanceof Binding.ExecutableInVar inVar) {
                Path file = launch(
                        inVar.name(),
                        commands.of(bound.role(), Optional.of(inVar.command()), Optional.empty()),
                        environment);
                launchers.add(file);
                environment.set(inVar.name(), file.toString());
            }
        }
        return launchers;
    }

    private static List<Bound> bindings(Map<Role, Located> located) throws Unlaunchable {
        try {
            return OrderedBindings.of(located);
        } catch (MalformedFeed malformed) {
            throw new Unlaunchable(malformed.getMessage());
        }
    }

    private static void set(Binding.Environment binding, Located located, Environment environment) throws Unlaunchable {
        Optional<String> value = value(binding.what(), located);
        if (value.isEmpty()) return;
        if (binding.mode() == Mode.REPLACE) environment.set(binding.name(), value.get());
        else
            environment.add(
                    binding.mode(),
                    binding.name(),
                    value.get(),
                    binding.separator(),
                    binding.defaultValue().or(() -> otherwise(binding.name())));
    }

    /** Nothing for a path in a native package, which has none. */
    private static Optional<String> value(What what, Located located) throws Unlaunchable {
        if (what instanceof What.Value value) return Optional.of(value.text());
        if (located.directory().isEmpty()) return Optional.empty();
        return Optional.of(located.resolve(located.directory().get(), ((What.Insert) what).path()));
    }

    private static Optional<String> otherwise(String name) {
        return Optional.ofNullable(DEFAULTS.get(name));
    }

    /** Makes the launcher and its command line, which is as the environment stands here. */
    private Path launch(String name, CommandLine command, Environment environment) throws Unlaunchable, IOException {
        LauncherFile launcher = new LauncherFile(name);
        Path file = launcher.in(places.cache());
        environment.setJson(launcher.variable(), command);
        if (!launcher.readable().equals(launcher.variable())) environment.setJson(launcher.readable(), command);
        return file;
    }
}
