package org.slipway.cli.internal;

import java.util.List;

/** {@code export-help}: the help of every command, for those who make something of it. */
final class ExportHelpCommand extends SimpleCommand {
    /** Of all that {@code --json} prints: README has it. Members may come; when one goes or means something else, this grows. */
    private static final int SCHEMA = 1;

    private final Console console;
    private final Help help;
    private final Commands commands;

    ExportHelpCommand(Services services, Console console, Help help, Commands commands) {
        super(services.loop, "export-help", "", Option.JSON);
        this.console = console;
        this.help = help;
        this.commands = commands;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        List<Command> shown = commands.all().stream()
                .filter(command -> !Help.isHidden(command))
                .toList();
        if (invocation.has(Option.JSON)) {
            List<Object> all = shown.stream()
                    .map(help::json)
                    .<Object>map(JsonObject::members)
                    .toList();
            console.print(new JsonObject()
                    .with("schema", SCHEMA)
                    .with("commands", all)
                    .line());
        } else {
            shown.forEach(command -> console.print(help.of(command) + "\n"));
        }
    }
}
