package org.slipway.testkit;

import java.nio.file.Path;
import java.util.List;

import org.slipway.api.settings.Places;

/** The same places, where what is written is forgotten. */
public record ForgottenPlaces(Places real) implements Places {
    @Override
    public Path config() {
        return real.config();
    }

    @Override
    public Path cache() {
        return real.cache();
    }

    @Override
    public Path data() {
        return real.data();
    }

    @Override
    public List<Path> configs() {
        return real.configs();
    }

    @Override
    public List<Path> caches() {
        return real.caches();
    }

    @Override
    public List<Path> datas() {
        return real.datas();
    }

    @Override
    public Lasting lasting() {
        return Lasting.FORGOTTEN;
    }
}
