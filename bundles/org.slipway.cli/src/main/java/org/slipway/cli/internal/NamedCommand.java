package org.slipway.cli.internal;

import java.util.Set;

/** What every command says of itself. */
abstract class NamedCommand implements Command {
    private final String name;
    private final String usage;
    private final Set<Option> options;

    NamedCommand(String name, String usage, Option... options) {
        this.name = name;
        this.usage = usage;
        this.options = Set.of(options);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String usage() {
        return usage;
    }

    @Override
    public final Set<Option> options() {
        return options;
    }
}
