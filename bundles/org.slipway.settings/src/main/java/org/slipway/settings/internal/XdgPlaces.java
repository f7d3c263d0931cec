package org.slipway.settings.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;

/**
 * The directories of the XDG Base Directory Specification, or those below a portable base. An application that embeds
 * Slipway sets the framework property {@code slipway.base} to have everything below a directory of its own.
 */
@Component
public final class XdgPlaces implements Places {

    private static final String BASE = "slipway.base";
    private static final String PROGRAM = "0install.net";
    private static final Path ROOT_HOME = Path.of("/root");

    private final List<Path> configs;
    private final List<Path> caches;
    private final List<Path> datas;

    @Activate
    public XdgPlaces(BundleContext context, @Reference Host host) {
        this(
                Optional.ofNullable(context.getProperty(BASE)),
                host.environment(),
                System.getProperty("user.name"),
                host.workingDirectory());
    }

    XdgPlaces(Optional<String> embeddedBase, Map<String, String> environment, String user) {
        this(embeddedBase, environment, user, Path.of("").toAbsolutePath());
    }

    /** @param here what relative paths are relative to */
    XdgPlaces(Optional<String> embeddedBase, Map<String, String> environment, String user, Path here) {
        Optional<Path> base = embeddedBase
                .or(() -> Optional.ofNullable(environment.get("ZEROINSTALL_PORTABLE_BASE")))
                .map(Path::of);
        if (base.isPresent()) {
            configs = List.of(base.get().resolve("config"));
            caches = List.of(base.get().resolve("cache"));
            datas = List.of(base.get().resolve("data"));
        } else {
            Path home = home(environment, user);
            configs = search(environment, here, "CONFIG", home.resolve(".config"), List.of("/etc/xdg"));
            caches = search(environment, here, "CACHE", home.resolve(".cache"), List.of("/var/cache"));
            datas = search(
                    environment, here, "DATA", home.resolve(".local/share"), List.of("/usr/local/share", "/usr/share"));
        }
    }

    /** Under {@code sudo} the home may be another's, and must not be filled with files that its owner cannot remove. */
    private static Path home(Map<String, String> environment, String user) {
        Path home = Path.of(environment.getOrDefault("HOME", ROOT_HOME.toString()));
        if (!"root".equals(user)) return home;
        try {
            return Files.getOwner(home).getName().equals("root") ? home : ROOT_HOME;
        } catch (IOException notThere) {
            return home;
        }
    }

    private static List<Path> search(
            Map<String, String> environment, Path here, String kind, Path defaultHome, List<String> defaultSystem) {
        Stream<String> system = Optional.ofNullable(environment.get("XDG_" + kind + "_DIRS"))
                .map(dirs -> Stream.of(dirs.split(":")).filter(dir -> !dir.isEmpty()))
                .orElseGet(defaultSystem::stream);
        Path user = Optional.ofNullable(environment.get("XDG_" + kind + "_HOME"))
                .map(Path::of)
                .orElse(defaultHome);
        List<Path> all = new ArrayList<>();
        all.add(here.resolve(user).resolve(PROGRAM));
        system.map(dir -> here.resolve(dir).resolve(PROGRAM)).forEach(all::add);
        return List.copyOf(all);
    }

    @Override
    public Path config() {
        return configs.get(0);
    }

    @Override
    public Path cache() {
        return caches.get(0);
    }

    @Override
    public Path data() {
        return datas.get(0);
    }

    @Override
    public List<Path> configs() {
        return configs;
    }

    @Override
    public List<Path> caches() {
        return caches;
    }

    @Override
    public List<Path> datas() {
        return datas;
    }
}
