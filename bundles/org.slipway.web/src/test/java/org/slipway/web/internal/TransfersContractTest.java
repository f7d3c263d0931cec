package org.slipway.web.internal;

import java.time.Clock;

import org.slipway.api.monitor.Monitor;
import org.slipway.testkit.MonitorContract;

class TransfersContractTest extends MonitorContract {
    @Override
    protected Monitor monitor() {
        return new Transfers(Clock.systemUTC(), () -> {});
    }
}
