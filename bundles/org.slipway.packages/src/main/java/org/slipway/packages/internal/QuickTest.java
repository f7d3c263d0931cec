package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import javax.xml.namespace.QName;

/**
 * What tells, without asking the package manager, that a package is still installed.
 *
 * @param file has to be there
 * @param mtime in seconds since 1970; if there, the file's must be the same
 */
record QuickTest(Path file, Optional<Long> mtime) {

    static QuickTest exists(Path file) {
        return new QuickTest(file, Optional.empty());
    }

    static QuickTest unchanged(Path file) throws IOException {
        long now = Files.getLastModifiedTime(file).toInstant().getEpochSecond();
        return new QuickTest(file, Optional.of(now));
    }

    void addTo(Map<QName, String> attributes) {
        attributes.put(new QName("quick-test-file"), file.toString());
        mtime.ifPresent(time -> attributes.put(new QName("quick-test-mtime"), Long.toString(time)));
    }
}
