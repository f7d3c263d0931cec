package org.slipway.itests.container;

import java.nio.file.Path;
import java.util.List;

import org.slipway.api.settings.Places;

/** All files of one test below one directory. */
public final class Home implements Places {
    private final Path base;

    public Home(Path base) {
        this.base = base;
    }

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
        return List.of(config());
    }

    @Override
    public List<Path> caches() {
        return List.of(cache());
    }

    @Override
    public List<Path> datas() {
        return List.of(data());
    }
}
