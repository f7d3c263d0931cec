package org.slipway.main;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * What a process has that a command needs and that cannot be handed to another process: who it is and what it may do, which
 * part of the machine it sees, this installation and its Java, and what programs inherit that it starts. Plain code: it is
 * run before most of what makes Java convenient has been loaded.
 */
final class Circumstances {
    /** Another one, with name spaces that are the same, is a {@code chroot}. */
    private static final Path ROOT = Path.of("/");

    private static final Path SELF = Path.of("/proc/self");
    private static final String[] RIGHTS = {
        "Uid:", "Gid:", "Groups:", "Umask:", "CapEff:", "NoNewPrivs:", "Seccomp:", "Cpus_allowed:"
    };
    private static final String[] NAME_SPACES = {"mnt", "net", "pid", "user"};
    private static final String[] INHERITED = {
        "PATH", "HOME", "TZ", "ROOT", "EPREFIX", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
    };
    /** What linkers, package managers and shims of languages go by begins with one of these. */
    private static final String[] FAMILIES = {
        "LD_", "DYLD_", "APT_", "DPKG_", "RPM_", "PORTAGE_", "PKG_", "PYTHON", "PYENV", "VIRTUAL_ENV", "CONDA_"
    };
    /** If such a path is relative, what it means depends on where the process is. */
    private static final String[] PATHS = {
        "PATH",
        "GNUPGHOME",
        "NETRC",
        "SSL_CERT_FILE",
        "SLIPWAY_PLUGINS",
        "ZEROINSTALL_PORTABLE_BASE",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_DIRS",
        "XDG_CACHE_DIRS",
        "XDG_DATA_DIRS"
    };

    private Circumstances() {}

    /** @return empty if they cannot be told, or are nobody else's in any case */
    static String here(Path home) {
        for (String name : PATHS) if (!isAbsolute(System.getenv(name))) return "";
        StringBuilder here = new StringBuilder();
        try {
            for (String line : Files.readAllLines(SELF.resolve("status")))
                for (String right : RIGHTS)
                    if (line.startsWith(right)) here.append(line).append('\n');
            for (String space : NAME_SPACES)
                here.append(Files.readSymbolicLink(SELF.resolve("ns").resolve(space)))
                        .append('\n');
            here.append(Files.readString(SELF.resolve("limits")));
            here.append(ROOT)
                    .append(' ')
                    .append(Files.getAttribute(ROOT, "unix:dev"))
                    .append(' ')
                    .append(Files.getAttribute(ROOT, "unix:ino"))
                    .append('\n');
        } catch (IOException notOnThisSystem) {
            return "";
        }
        here.append("label ").append(label()).append('\n');
        for (String name : new TreeSet<>(System.getenv().keySet()))
            if (isInherited(name))
                here.append(name).append('=').append(line(System.getenv(name))).append('\n');
        here.append(System.getProperty("java.home")).append('\n');
        files(home.resolve("lib").toFile(), ".jar", here);
        files(home.resolve("bundles").toFile(), ".jar", here);
        files(home.resolve("bundles/apart").toFile(), ".jar", here);
        files(home.resolve("conf").toFile(), ".properties", here);
        return here.toString();
    }

    /** What a security module lets it do; many systems have none. */
    private static String label() {
        try {
            return Files.readString(SELF.resolve("attr/current"));
        } catch (IOException none) {
            return "";
        }
    }

    private static String line(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static boolean isInherited(String name) {
        for (String one : INHERITED) if (name.equals(one)) return true;
        for (String family : FAMILIES) if (name.startsWith(family)) return true;
        return false;
    }

    private static boolean isAbsolute(String paths) {
        if (paths == null) return true;
        for (String path : paths.split(":", -1)) if (!path.startsWith("/")) return false;
        return true;
    }

    /** What has been replaced since a process began is another installation. */
    private static void files(File directory, String ending, StringBuilder into) {
        into.append(directory).append('\n');
        File[] files = directory.listFiles();
        if (files == null) return;
        Arrays.sort(files);
        for (File file : files) {
            String name = file.getName();
            if (name.endsWith(ending))
                into.append(name)
                        .append(' ')
                        .append(file.length())
                        .append(' ')
                        .append(file.lastModified())
                        .append('\n');
        }
    }
}
