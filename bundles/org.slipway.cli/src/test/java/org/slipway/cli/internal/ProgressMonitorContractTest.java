package org.slipway.cli.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.slipway.api.monitor.Monitor;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.MonitorContract;

class ProgressMonitorContractTest extends MonitorContract {

    @Override
    protected Monitor monitor() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Console console = new Console(nowhere, nowhere, true);
        console.configure(2, Optional.empty());
        return new ProgressMonitor(console, new ManualLoop());
    }
}
