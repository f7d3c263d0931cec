package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slipway.api.store.Progress;
import org.slipway.model.ManifestDigest.Algorithm;

/** Random trees have the digests that {@code 0install} computes. */
class ReferenceDigestTest {
    private static final Path REFERENCE = Path.of("/usr/bin/0install");
    private static final String[] NAMES = {
        "a", "B", "a b", "ü", ".hidden", "z-1", "€uro", "A.b", "a0", "\uFF21", "\uD83D\uDE00"
    };

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void random_trees_have_the_references_digests(Algorithm algorithm) throws Exception {
        assumeTrue(Files.isExecutable(REFERENCE), "skipped: needs 0install");
        for (int seed = 0; seed < 5 * Integer.getInteger("slipway.effort", 1); seed++) {
            Path tree = Files.createDirectory(temp.resolve(algorithm + "-" + seed));
            grow(tree, new Random(seed), 3);
            assertThat(ManifestScan.scan(tree, algorithm, Progress.NONE)
                            .digest()
                            .directoryName())
                    .as("seed %d", seed)
                    .isEqualTo(reference(tree, algorithm));
        }
    }

    private static void grow(Path directory, Random random, int depth) throws IOException {
        for (String name : NAMES) {
            Path path = directory.resolve(name);
            switch (random.nextInt(depth > 0 ? 5 : 4)) {
                case 0 -> Files.createSymbolicLink(path, Path.of("../" + name));
                case 1, 2 -> {
                    Files.writeString(path, name.repeat(random.nextInt(50)));
                    if (random.nextBoolean())
                        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr--r--"));
                    Files.setLastModifiedTime(
                            path, FileTime.from(Instant.ofEpochSecond(random.nextInt(2_000_000_000), 500_000_000)));
                }
                case 3 -> {}
                default -> {
                    Files.createDirectory(path);
                    grow(path, random, depth - 1);
                    Files.setLastModifiedTime(
                            path, FileTime.from(Instant.ofEpochSecond(random.nextInt(1_000_000_000))));
                }
            }
        }
    }

    private static String reference(Path tree, Algorithm algorithm) throws IOException {
        Process process = new ProcessBuilder(
                        REFERENCE.toString(), "digest", "--algorithm=" + algorithm.text(), tree.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
