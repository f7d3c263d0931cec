package org.slipway.packages.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Host.Platform;
import org.slipway.api.settings.Places;
import org.slipway.async.Loop;

/**
 * The machine whose packages are asked for, and what that takes. Which distribution it has is seen from the databases that
 * are there, the first of them, as {@code 0install} does.
 */
@Component(service = Machine.class)
public final class Machine {

    enum Distribution {
        DEBIAN,
        ARCH,
        RPM,
        MACPORTS,
        GENTOO,
        PORTS,
        SLACKWARE,
        DARWIN,
        CYGWIN,
        WINDOWS,
        UNKNOWN
    }

    private record Sign(String database, Distribution distribution) {}

    private final Path root;
    private final Platform platform;
    private final Map<String, String> environment;
    private final Path caches;
    private final AtomicFiles files;
    private final Clock clock;
    private final Program program;
    private final Consumer<String> warning;
    private final List<Sign> signs;

    @Activate
    public Machine(
            @Reference Host host,
            @Reference Places places,
            @Reference AtomicFiles files,
            @Reference Loop loop,
            @Reference Announcer announcer) {
        this(
                Path.of("/"),
                host,
                places,
                files,
                loop.clock(),
                new SystemProgram(),
                text -> loop.run(() -> announcer.announce(new Event.Warning(text))));
    }

    Machine(
            Path root,
            Host host,
            Places places,
            AtomicFiles files,
            Clock clock,
            Program program,
            Consumer<String> warning) {
        this.root = root;
        this.platform = host.platform();
        this.environment = host.environment();
        this.caches = places.cache().resolve("injector");
        this.files = files;
        this.clock = clock;
        this.program = program;
        this.warning = warning;
        this.signs = signs(platform.os());
    }

    private static List<Sign> signs(String os) {
        return List.of(
                new Sign("var/lib/dpkg/status", Distribution.DEBIAN),
                new Sign("var/lib/pacman", Distribution.ARCH),
                new Sign("var/lib/rpm/Packages", Distribution.RPM),
                new Sign("opt/local/var/macports/registry/registry.db", Distribution.MACPORTS),
                new Sign("var/db/pkg", os.equals("Linux") ? Distribution.GENTOO : Distribution.PORTS),
                new Sign("var/log/packages", Distribution.SLACKWARE),
                // What 0install does not know: last, so that it decides only where that sees nothing.
                new Sign("var/lib/rpm/rpmdb.sqlite", Distribution.RPM),
                new Sign("var/lib/rpm/Packages.db", Distribution.RPM),
                new Sign("usr/lib/sysimage/rpm/rpmdb.sqlite", Distribution.RPM),
                new Sign("usr/lib/sysimage/rpm/Packages.db", Distribution.RPM));
    }

    Distribution distribution() {
        if (platform.os().equals("Cygwin")) return Distribution.CYGWIN;
        if (platform.os().equals("Windows")) return Distribution.WINDOWS;
        Optional<Sign> sign = sign();
        if (sign.isPresent()) return sign.get().distribution();
        return platform.os().equals("MacOSX") ? Distribution.DARWIN : Distribution.UNKNOWN;
    }

    /** The database by which its distribution is known. */
    Optional<Path> database() {
        return sign().map(sign -> root.resolve(sign.database()));
    }

    /** Databases that are not there, and that would make it a machine of another distribution. */
    List<Path> missed() {
        List<Path> missed = new ArrayList<>();
        for (Sign sign : signs) {
            if (isThere(sign)) break;
            missed.add(root.resolve(sign.database()));
        }
        return missed;
    }

    private Optional<Sign> sign() {
        for (Sign sign : signs) if (isThere(sign)) return Optional.of(sign);
        return Optional.empty();
    }

    private boolean isThere(Sign sign) {
        Path database = root.resolve(sign.database());
        // An empty one is there where dpkg is used as a tool only.
        return sign.distribution() == Distribution.DEBIAN ? database.toFile().length() > 0 : Files.exists(database);
    }

    Path root() {
        return root;
    }

    /** Of the machine, not of a package. */
    String cpu() {
        return platform.cpu();
    }

    Map<String, String> environment() {
        return environment;
    }

    /** A file that {@code 0install} knows by the same name. */
    Path cache(String name) {
        return caches.resolve(name);
    }

    AtomicFiles files() {
        return files;
    }

    Clock clock() {
        return clock;
    }

    Program program() {
        return program;
    }

    void warn(String text) {
        warning.accept(text);
    }
}
