package org.slipway.launcher.internal;

import java.io.IOException;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.launch.Execution;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.LaunchPlan;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.store.Store;
import org.slipway.model.selections.Selections;

/** Launches by a shell script: first all environment bindings, then the executable ones, then the command. */
@Component
public final class ShellLauncher implements Launcher {
    private final ScriptMaker maker;

    @Activate
    public ShellLauncher(@Reference Store store, @Reference Places places, @Reference Host host) {
        this.maker = new ScriptMaker(store, places, host);
    }

    @Override
    public LaunchPlan plan(Selections selections, LaunchOptions options) throws Unlaunchable, IOException {
        return new LaunchPlan(maker.make(selections, options).text());
    }

    @Override
    public Execution execution(Selections selections, LaunchOptions options, List<String> arguments)
            throws Unlaunchable, IOException {
        return maker.execution(selections, options, arguments);
    }
}
