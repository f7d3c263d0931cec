package org.slipway.signature.bouncycastle.internal;

import java.nio.file.Path;
import java.util.List;

import org.slipway.api.settings.Places;

/** A configuration directory and nothing else. */
record OnePlace(Path config) implements Places {
    @Override
    public Path cache() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path data() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Path> configs() {
        return List.of(config);
    }

    @Override
    public List<Path> caches() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Path> datas() {
        throw new UnsupportedOperationException();
    }
}
