package org.slipway.apps.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.app.BadApp;
import org.slipway.api.app.LauncherScripts.Reach;

/**
 * Where a user's own commands go: {@code ~/bin} if it is on the path, else the first directory on the path that is not the
 * system's and can be written, else {@code ~/bin} all the same.
 */
record BinDirectory(Path path, Reach reach) {

    static BinDirectory of(Map<String, String> environment, List<Path> caches) throws BadApp {
        List<String> paths =
                List.of(environment.getOrDefault("PATH", "/bin:/usr/bin").split(":"));
        Optional<Path> home = Optional.ofNullable(environment.get("HOME"))
                .filter(text -> text.startsWith("/"))
                .map(text -> Path.of(text, "bin"));
        if (home.isPresent() && paths.contains(home.get().toString()))
            return new BinDirectory(home.get(), Reach.ON_PATH);
        for (String text : paths) {
            Optional<Path> usable = usable(text, caches);
            if (usable.isPresent()) return new BinDirectory(usable.get(), Reach.ON_PATH);
        }
        if (home.isEmpty())
            throw new BadApp(
                    "There is no place for the launcher script: no directory on the PATH can be written, and HOME"
                            + " is not set. Set HOME");
        return new BinDirectory(home.get(), Reach.NOT_ON_PATH);
    }

    private static Optional<Path> usable(String text, List<Path> caches) {
        if (!text.startsWith("/")) return Optional.empty();
        try {
            Path path = Path.of(text).toRealPath();
            String real = path.toString();
            boolean systems = real.startsWith("/bin") || real.startsWith("/sbin");
            boolean vendors = real.startsWith("/usr/") && !real.startsWith("/usr/local/bin");
            boolean passing = caches.stream().anyMatch(path::startsWith);
            boolean usable = !systems && !vendors && !passing && Files.isWritable(path);
            return usable ? Optional.of(path) : Optional.empty();
        } catch (IOException | InvalidPathException notThere) {
            return Optional.empty();
        }
    }
}
