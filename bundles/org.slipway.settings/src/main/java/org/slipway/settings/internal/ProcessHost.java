package org.slipway.settings.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.settings.Host;

/** The machine and process that this JVM runs on. */
@Component
public final class ProcessHost implements Host {

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final Platform platform;

    @Activate
    public ProcessHost() {
        this(
                CallerEnvironment.of(System.getenv()),
                Path.of("").toAbsolutePath(),
                platform(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    ProcessHost(Map<String, String> environment, Path workingDirectory, Platform platform) {
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.platform = platform;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Path workingDirectory() {
        return workingDirectory;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public List<String> languages() {
        return Languages.of(environment);
    }

    @Override
    public Host seenFrom(Map<String, String> other, Path directory) {
        return new ProcessHost(CallerEnvironment.of(other), directory, platform);
    }

    /** In the words of feeds, from those of the JVM. */
    static Platform platform(String osName, String osArch) {
        return new Platform(os(osName), cpu(osArch));
    }

    private static String os(String name) {
        if (name.startsWith("Mac")) return "MacOSX";
        if (name.startsWith("Windows")) return "Windows";
        return name;
    }

    private static String cpu(String arch) {
        return switch (arch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "x86", "i386" -> "i686";
            default -> arch;
        };
    }
}
