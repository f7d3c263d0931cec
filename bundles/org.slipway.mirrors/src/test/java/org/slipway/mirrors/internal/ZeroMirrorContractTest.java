package org.slipway.mirrors.internal;

import java.net.URI;
import java.util.Optional;

import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.testkit.MirrorStrategyContract;
import org.slipway.testkit.TestSettings;

class ZeroMirrorContractTest extends MirrorStrategyContract {

    @Override
    protected MirrorStrategy strategy() {
        TestSettings settings = new TestSettings();
        settings.mirror = Optional.of(URI.create("http://roscidus.com/0mirror"));
        return new ZeroMirror(settings);
    }
}
