package org.slipway.examples.plain;

import org.slipway.api.launch.Launcher;
import org.slipway.testkit.LauncherContract;

class PlainLauncherTest extends LauncherContract {

    @Override
    protected Launcher launcher() {
        // What is local needs no store.
        return new PlainLauncher(null);
    }
}
