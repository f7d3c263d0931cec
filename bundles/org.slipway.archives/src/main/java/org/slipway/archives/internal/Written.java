package org.slipway.archives.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What a program has written so far.
 *
 * @param times of all files together: some get their size before their content
 */
record Written(long files, long bytes, long times) {
    static Written below(Path place) throws IOException {
        long[] sums = {0, 0, 0};
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sums[0]++;
                sums[1] += attributes.size();
                sums[2] += attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path maybeGone, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return new Written(sums[0], sums[1], sums[2]);
    }
}
