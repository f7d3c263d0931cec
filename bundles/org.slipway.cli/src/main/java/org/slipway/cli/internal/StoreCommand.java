package org.slipway.cli.internal;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** A command that works on files, perhaps for long: it is stopped with its scope, and takes back what it has begun. */
abstract class StoreCommand implements Command {
    final Services services;
    final Console console;
    private final String name;
    private final String usage;
    private final Set<Option> options;

    StoreCommand(Services services, Console console, String name, String usage, Option... options) {
        this.services = services;
        this.console = console;
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

    @Override
    public final Promise<Integer> run(Invocation invocation, Switch scope) {
        Task task = new Task(console);
        scope.onOff(task::stop);
        Callable<Integer> work = () -> {
            try {
                return work(invocation, task);
            } finally {
                task.end();
            }
        };
        return services.loop.offLoop(work);
    }

    /**
     * Off the loop.
     *
     * @return the exit status
     */
    abstract int work(Invocation invocation, Task task) throws Exception;

    /** What the user means by a path. */
    final Path path(String typed) {
        return services.host.workingDirectory().resolve(typed);
    }
}
