package org.slipway.cli.internal;

import java.util.List;

/** {@code export-help}: the help of every command, for those who make something of it. */
final class ExportHelpCommand extends SimpleCommand {
    private final Console console;
    private final Help help;
    private final List<Command> commands;

    ExportHelpCommand(Services services, Console console, Help help, List<Command> commands) {
        super(services.loop, "export-help", "");
        this.console = console;
        this.help = help;
        this.commands = commands;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        for (Command command : commands) if (!Help.isHidden(command)) console.print(help.of(command) + "\n");
    }
}
