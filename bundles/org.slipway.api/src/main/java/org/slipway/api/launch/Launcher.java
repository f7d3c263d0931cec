package org.slipway.api.launch;

import java.io.IOException;

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
}
