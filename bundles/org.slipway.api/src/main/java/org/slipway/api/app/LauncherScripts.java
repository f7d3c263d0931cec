package org.slipway.api.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The small programs on the user's {@code PATH} that run an application by its name. Where what is written is forgotten, all
 * is answered as if they were made and deleted, and they are not.
 */
@ProviderType
public interface LauncherScripts {

    /** @throws BadApp if there is a command of that name in the way, which is left alone */
    void check(String name) throws BadApp, IOException;

    /** @throws BadApp as {@link #check} does */
    Script add(App app) throws BadApp, IOException;

    /** The application's launcher, if it has one that is ours. */
    Optional<Path> find(App app) throws IOException;

    /** Deletes the application's launcher; gives the file in its place that is somebody else's and stays. */
    Optional<Path> remove(App app) throws IOException;

    record Script(Path file, Reach reach) {}

    enum Reach {
        ON_PATH,
        NOT_ON_PATH
    }
}
