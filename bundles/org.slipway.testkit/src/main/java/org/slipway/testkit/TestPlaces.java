package org.slipway.testkit;

import java.nio.file.Path;
import java.util.List;

import org.slipway.api.settings.Places;

/** Everything below one directory, with a system's directories below {@code system}, where nothing is written. */
public record TestPlaces(Path base) implements Places {
    @Override
    public Path config() {
        return base.resolve("config");
    }

    @Override
    public Path cache() {
        return base.resolve("cache");
    }

    @Override
    public Path data() {
        return base.resolve("data");
    }

    @Override
    public List<Path> configs() {
        return List.of(config(), base.resolve("system/config"));
    }

    @Override
    public List<Path> caches() {
        return List.of(cache());
    }

    @Override
    public List<Path> datas() {
        return List.of(data(), base.resolve("system/data"));
    }
}
