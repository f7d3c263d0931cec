package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slipway.api.settings.Places;

/**
 * The user's own directories stand in another place, and what is written there is forgotten. What is cached, and the data
 * that is not in the twin, is read in the real ones behind it.
 *
 * @param root has a {@code config} with all that the real one has
 */
record TwinPlaces(Places real, Path root) implements Places {
    @Override
    public Path config() {
        return root.resolve("config");
    }

    @Override
    public Path cache() {
        return root.resolve("cache");
    }

    @Override
    public Path data() {
        return root.resolve("data");
    }

    /** Without the real one: what has been deleted in its twin is not there. */
    @Override
    public List<Path> configs() {
        List<Path> configs = new ArrayList<>(real.configs());
        configs.set(0, config());
        return List.copyOf(configs);
    }

    @Override
    public List<Path> caches() {
        return before(cache(), real.caches());
    }

    @Override
    public List<Path> datas() {
        return before(data(), real.datas());
    }

    private static List<Path> before(Path first, List<Path> rest) {
        List<Path> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return List.copyOf(all);
    }

    @Override
    public Lasting lasting() {
        return Lasting.FORGOTTEN;
    }

    /** Where implementations would be stored: for all users of the system, where this one may do so. */
    Path store() {
        List<Path> stores = real.caches().stream()
                .map(cache -> cache.resolve("implementations"))
                .toList();
        return stores.size() > 1 && isWritable(stores.get(1)) ? stores.get(1) : stores.get(0);
    }

    private static boolean isWritable(Path directory) {
        if (directory == null) return false;
        return Files.exists(directory) ? Files.isWritable(directory) : isWritable(directory.getParent());
    }

    /** Text in which what is in the twin is named as if it were in the real directories. */
    String named(String text) {
        return text.replace(config().toString(), real.config().toString())
                .replace(cache().toString(), real.cache().toString())
                .replace(data().toString(), real.data().toString());
    }
}
