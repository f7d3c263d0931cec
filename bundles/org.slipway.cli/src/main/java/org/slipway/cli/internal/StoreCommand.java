package org.slipway.cli.internal;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.model.ManifestDigest;

/** A command that works on files, perhaps for long: it is stopped with its scope, and takes back what it has begun. */
abstract class StoreCommand extends NamedCommand {
    final Services services;
    final Console console;

    StoreCommand(Services services, Console console, String name, String usage, Option... options) {
        super(name, usage, options);
        this.services = services;
        this.console = console;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
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

    /** Programs are told where an implementation is. */
    final void tell(Invocation invocation, ManifestDigest digest, Path path) {
        if (invocation.has(Option.JSON))
            console.print(new JsonObject()
                    .with("digest", digest.toString())
                    .with("path", path.toString())
                    .line());
    }

    final Path path(String typed) throws Complaint {
        return TypedPath.in(services.host.workingDirectory(), typed);
    }
}
