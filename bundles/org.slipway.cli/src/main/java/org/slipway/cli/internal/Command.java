package org.slipway.cli.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** One command. */
interface Command {
    /** One or two words. */
    String name();

    /** Its arguments, for help. */
    String usage();

    /** Those it has beside the common ones. */
    Set<Option> options();

    /** What options mean that mean something else for other commands, for help. */
    default Map<Option, String> meanings() {
        return Map.of();
    }

    /** Fails with {@link WrongUsage} if there are too few or too many words. */
    Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint;

    /**
     * @param typed with everything
     * @param words what follows the command's name
     */
    record Invocation(Arguments typed, List<String> words) {
        boolean has(Option option) {
            return typed.has(option);
        }
    }

    /** The command needs other words; its help is shown. */
    final class WrongUsage extends Complaint {
        private static final long serialVersionUID = 1;

        WrongUsage() {
            super("Wrong number of arguments", Status.USAGE);
        }
    }
}
