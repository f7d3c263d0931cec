package org.slipway.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whoever takes an entry's name, or changes what has it, does so alone. */
final class StoreLock {
    static final String NAME = ".slipway.lock";

    interface Work<T> {
        T run() throws IOException;
    }

    private StoreLock() {}

    /** A file lock is the process's; its threads need the monitor around it. */
    static <T> T alone(Path store, Work<T> work) throws IOException {
        synchronized (StoreLock.class) {
            try (FileChannel channel =
                    FileChannel.open(store.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return work.run();
            }
        }
    }
}
