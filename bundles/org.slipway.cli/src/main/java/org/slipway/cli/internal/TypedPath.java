package org.slipway.cli.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What the user means by a path. */
final class TypedPath {
    private TypedPath() {}

    /** @return absolute, if the directory is */
    static Path in(Path directory, String typed) throws Complaint {
        // Java takes it for the directory; but a script that has come to it has lost a name.
        if (typed.isEmpty()) throw unfit(typed);
        try {
            return directory.resolve(typed);
        } catch (InvalidPathException bad) {
            throw unfit(typed);
        }
    }

    private static Complaint unfit(String typed) {
        return new Complaint("'" + typed + "' cannot be the name of a file");
    }
}
