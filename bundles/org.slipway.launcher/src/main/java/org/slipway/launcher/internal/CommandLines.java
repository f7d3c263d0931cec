package org.slipway.launcher.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.launch.Unlaunchable;
import org.slipway.launcher.internal.CommandLine.Each;
import org.slipway.launcher.internal.CommandLine.Part;
import org.slipway.launcher.internal.CommandLine.Word;
import org.slipway.model.Role;
import org.slipway.model.feed.Argument;
import org.slipway.model.feed.Command;

/** Builds command lines: the runner's, the runner's arguments, the command's path and its arguments. */
final class CommandLines {
    private final Map<Role, Located> selections;
    private final Set<Path> programs = new LinkedHashSet<>();

    CommandLines(Map<Role, Located> selections) {
        this.selections = selections;
    }

    /** @param main instead of the command's own path */
    CommandLine of(Role role, Optional<String> command, Optional<String> main) throws Unlaunchable {
        List<Part> parts = parts(role, command, main, new LinkedHashSet<>());
        return new CommandLine(parts, where(role, command.orElse("run")));
    }

    /** The files that have been named as programs so far; all are there. */
    Set<Path> programs() {
        return programs;
    }

    private List<Part> parts(Role role, Optional<String> name, Optional<String> main, Set<String> above)
            throws Unlaunchable {
        String where = where(role, name.orElse("run"));
        if (!above.add(where)) throw new Unlaunchable("A runner runs itself: " + String.join(" <- ", above));
        Located located = selections.get(role);
        if (located == null) throw new Unlaunchable("There is no selection for '" + role + "'");
        Optional<Command> command = command(located, role, name);
        Optional<String> path = program(located, command.flatMap(Command::path), main, where);
        List<Part> parts = new ArrayList<>();
        Optional<Command.Runner> runner = command.flatMap(Command::runner);
        if (runner.isPresent()) {
            Command.Runner by = runner.get();
            parts.addAll(parts(Role.binary(by.interfaceUri()), Optional.of(by.command()), Optional.empty(), above));
            parts.addAll(arguments(by.arguments(), where));
        } else if (path.isEmpty()) {
            throw new Unlaunchable("Neither a path nor a runner in " + where);
        }
        path.ifPresent(program -> parts.add(new Word(Template.literal(program), where)));
        parts.addAll(arguments(command.map(Command::arguments).orElse(List.of()), where));
        return parts;
    }

    private static Optional<Command> command(Located located, Role role, Optional<String> name) throws Unlaunchable {
        if (name.isEmpty()) return Optional.empty();
        Command command = located.selection().commands().get(name.get());
        if (command == null) throw new Unlaunchable("There is no command '" + name.get() + "' in '" + role + "'");
        return Optional.of(command);
    }

    private Optional<String> program(Located located, Optional<String> path, Optional<String> main, String where)
            throws Unlaunchable {
        Optional<String> relative = main.isEmpty() ? path : Optional.of(replacement(main.get(), path));
        if (relative.isEmpty()) return Optional.empty();
        String program = absolute(located, relative.get(), where);
        if (!Files.exists(Path.of(program)))
            throw new Unlaunchable("'" + program + "' of " + where + " does not exist");
        programs.add(Path.of(program));
        return Optional.of(program);
    }

    private static String replacement(String main, Optional<String> path) throws Unlaunchable {
        if (main.startsWith("/")) return main.substring(1);
        if (path.isEmpty())
            throw new Unlaunchable("A relative --main (" + main + ") needs a command with a path; use /" + main);
        int slash = path.get().lastIndexOf('/');
        return slash < 0 ? "./" + main : path.get().substring(0, slash + 1) + main;
    }

    private static String absolute(Located located, String path, String where) throws Unlaunchable {
        if (located.directory().isPresent())
            return located.resolve(located.directory().get(), path);
        if (!path.startsWith("/"))
            throw new Unlaunchable("The path '" + path + "' of " + where + " is relative, but it is a native package");
        return path;
    }

    private static List<Part> arguments(List<Argument> arguments, String where) throws Unlaunchable {
        List<Part> parts = new ArrayList<>();
        for (Argument argument : arguments) {
            if (argument instanceof Argument.Text text) parts.add(word(text, where));
            if (argument instanceof Argument.ForEach each) parts.add(each(each, where));
        }
        return parts;
    }

    private static Each each(Argument.ForEach each, String where) throws Unlaunchable {
        if (each.separator().isEmpty()) throw new Unlaunchable("The separator of <for-each> is empty in " + where);
        return new Each(each.variable(), each.separator(), arguments(each.arguments(), where));
    }

    private static Word word(Argument.Text text, String where) throws Unlaunchable {
        return new Word(Template.of(text.template()), where);
    }

    private static String where(Role role, String command) {
        return "the command '" + command + "' of " + role;
    }
}
