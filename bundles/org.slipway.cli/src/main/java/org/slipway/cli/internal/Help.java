package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code --help} says, in the reference's shape and our words. */
final class Help {
    static final Set<Option> COMMON = EnumSet.of(
            Option.BATCH,
            Option.CONSOLE,
            Option.DRY_RUN,
            Option.GUI,
            Option.HELP,
            Option.QUIET,
            Option.STATUSES,
            Option.VERBOSE,
            Option.WITH_STORE);

    private static final int WIDEST = 24;

    private final String program;

    /** @param program the name that it was called by */
    Help(String program) {
        this.program = program;
    }

    /** What the user types before the options. */
    String name() {
        return program;
    }

    /** What the user types for a command. */
    String name(Command command) {
        if (program.startsWith("0launch") || program.equals("0store-secure-add")) return program;
        String name = command.name();
        boolean group = program.equals("0store") && name.startsWith("store ");
        return program + " " + (group ? name.substring("store ".length()) : name);
    }

    /** @param group all commands, or those of a group */
    String of(List<Command> group) {
        String commands = group.stream()
                .filter(command -> !isHidden(command))
                .map(command -> "  " + name(command) + "\n")
                .collect(Collectors.joining());
        return "Usage: " + program + " COMMAND [OPTIONS]\n\nTry --help with one of these:\n\n" + commands
                + "\nOptions:\n" + "  -V, --version     print which version this is\n" + options(COMMON, Map.of());
    }

    /** Whether only programs call it. */
    static boolean isHidden(Command command) {
        return command.name().startsWith("_");
    }

    String of(Command command) {
        String usage = name(command) + " [OPTIONS] " + command.usage();
        Set<Option> options = EnumSet.copyOf(COMMON);
        options.addAll(command.options());
        return "Usage: " + usage.stripTrailing() + "\n\nOptions:\n" + options(options, command.meanings());
    }

    JsonObject json(Command command) {
        Set<Option> options = EnumSet.copyOf(COMMON);
        options.addAll(command.options());
        List<Object> described = new ArrayList<>();
        for (Option option : options)
            described.add(option.json(command.meanings().get(option)).members());
        return new JsonObject()
                .with("name", command.name())
                .with("usage", command.usage())
                .with("options", described);
    }

    private static String options(Set<Option> options, Map<Option, String> meanings) {
        int column = options.stream()
                .mapToInt(option -> option.help(0).indexOf('\n') + 2)
                .filter(width -> width <= WIDEST)
                .max()
                .orElse(WIDEST);
        List<String> lines = new ArrayList<>();
        for (Option option : options)
            lines.add(meanings.containsKey(option) ? option.help(column, meanings.get(option)) : option.help(column));
        return String.join("\n", lines);
    }
}
