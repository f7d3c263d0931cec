package org.slipway.cli.internal;

import java.util.Set;
import java.util.concurrent.Callable;

import org.osgi.util.promise.Promise;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** A command that only reads and writes files. */
abstract class SimpleCommand implements Command {
    private final Loop loop;
    private final String name;
    private final String usage;
    private final Set<Option> options;

    SimpleCommand(Loop loop, String name, String usage, Option... options) {
        this.loop = loop;
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
        Callable<Integer> work = () -> {
            work(invocation);
            return 0;
        };
        return loop.offLoop(work);
    }

    /** Off the loop. */
    abstract void work(Invocation invocation) throws Exception;
}
