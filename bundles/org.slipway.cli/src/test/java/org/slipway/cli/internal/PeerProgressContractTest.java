package org.slipway.cli.internal;

import org.slipway.api.monitor.Monitor;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.MonitorContract;

class PeerProgressContractTest extends MonitorContract {

    @Override
    protected Monitor monitor() {
        ManualLoop loop = new ManualLoop();
        return new PeerProgress(loop, events -> {}, loop.scope());
    }
}
