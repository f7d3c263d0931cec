package org.slipway.launcher.internal;

import org.slipway.api.launch.Launcher;
import org.slipway.testkit.LauncherContract;

class ShellLauncherContractTest extends LauncherContract {

    @Override
    protected Launcher launcher() throws Exception {
        return new Bench(home).launcher();
    }
}
