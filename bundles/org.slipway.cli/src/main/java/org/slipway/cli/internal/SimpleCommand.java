package org.slipway.cli.internal;

import java.util.concurrent.Callable;

import org.osgi.util.promise.Promise;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** A command that only reads and writes files. */
abstract class SimpleCommand extends NamedCommand {
    private final Loop loop;

    SimpleCommand(Loop loop, String name, String usage, Option... options) {
        super(name, usage, options);
        this.loop = loop;
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
