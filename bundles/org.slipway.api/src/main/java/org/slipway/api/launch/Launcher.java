package org.slipway.api.launch;

import java.io.IOException;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.slipway.model.selections.Selections;

/** Turns selections into a process. */
@ConsumerType
public interface Launcher {

    /**
     * Resolves bindings, commands and runners. What depends on the environment (variables in arguments, prepending) stays
     * for the script, so that bytes which are no UTF-8 survive.
     *
     * @throws Unlaunchable if the selections cannot be run: no such command, an implementation that is not here
     */
    LaunchPlan plan(Selections selections, LaunchOptions options) throws Unlaunchable, IOException;

    /**
     * What {@link #plan} would have executed now, as data; bytes of the environment that are no text are lost in it. Starts
     * nothing, but leaves what the program needs, such as the launchers of executable bindings.
     *
     * @param arguments the user's, for the end of the command line
     * @throws Unlaunchable as {@code plan} does, also if a variable is not set that an argument needs
     */
    default Execution execution(Selections selections, LaunchOptions options, List<String> arguments)
            throws Unlaunchable, IOException {
        throw new Unlaunchable(getClass().getName() + " does not say what it executes");
    }
}
