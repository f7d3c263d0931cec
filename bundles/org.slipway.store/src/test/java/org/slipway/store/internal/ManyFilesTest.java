package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.Progress;
import org.slipway.api.store.Verification;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** A tree of very many files needs little memory, whatever is done with it. */
class ManyFilesTest {
    private static final int FILES = 200_000;
    private static final int A_DIRECTORY = 20_000;

    private Path base;

    /** In memory where that can be: each file is forced to the disk. */
    @BeforeEach
    void create() throws IOException {
        assumeTrue(Integer.getInteger("slipway.effort", 1) > 1, "skipped: only in the proof");
        Path memory = Path.of("/dev/shm");
        base = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "slipway")
                : Files.createTempDirectory("slipway");
    }

    @AfterEach
    void delete() throws IOException {
        if (base != null) OwnedDirectory.delete(base);
    }

    @Test
    void two_hundred_thousand_files_are_stored_refused_and_verified_in_64_megabytes() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Small.class.getName(),
                        base.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes()))
                .isEqualTo("right\ntold\nadded: /another\n200011\ndamaged\nchanged: /directory-9/file-number-199999\n");
        assertThat(process.waitFor()).isZero();
    }

    /** What runs in little memory. */
    static final class Small {
        private Small() {}

        public static void main(String[] arguments) throws Exception {
            Path base = Path.of(arguments[0]);
            ManualLoop loop = new ManualLoop();
            TestSettings settings = new TestSettings();
            settings.optimise = Consent.YES;
            StoreDirectories directories = new StoreDirectories(new TestPlaces(base));
            SecureAdd nobody = new SecureAdd(new TestHost(Map.of()), loop, event -> {});
            Drafts drafts = new Drafts(directories, loop, settings, nobody);
            Path tree = Files.createDirectory(base.resolve("tree"));
            fill(new DraftTree(tree, new Limits(Long.MAX_VALUE)));
            ManifestDigest digest =
                    ManifestScan.scan(tree, Algorithm.SHA256NEW, Progress.NONE).digest();
            OwnedDirectory.delete(tree);
            try (Draft draft = drafts.begin(digest, Long.MAX_VALUE)) {
                fill((DraftTree) draft.tree());
                Path stored = ((Commit.Stored) draft.commit()).path();
                System.out.println(Entries.isRight(stored, digest) ? "right" : "wrong");
            }
            Path entry = directories.all().get(0).resolve(digest.directoryName());
            ManifestDigest another = new ManifestDigest(Algorithm.SHA256NEW, "A".repeat(52));
            try (Draft draft = drafts.begin(another, Long.MAX_VALUE)) {
                fill((DraftTree) draft.tree());
                Commit.Mismatch mismatch = (Commit.Mismatch) draft.commit();
                System.out.println(mismatch.actual().digest().equals(digest.directoryName()) ? "told" : "not told");
            }
            try (Draft draft = drafts.begin(digest, Long.MAX_VALUE)) {
                fill((DraftTree) draft.tree());
                draft.tree().file("another", 1, Mode.PLAIN, InputStream.nullInputStream());
                System.out.println(((Commit.Mismatch) draft.commit()).difference());
                AtomicInteger lines = new AtomicInteger();
                draft.describe(line -> lines.incrementAndGet());
                System.out.println(lines.get());
            }
            System.out.println(Entries.isRight(entry, another) ? "right" : "damaged");
            Path last = entry.resolve("directory-9/file-number-199999");
            Files.setPosixFilePermissions(last, PosixFilePermissions.fromString("r-xr-xr-x"));
            Entries.verify(entry, digest, Progress.NONE)
                    .fold(intact -> List.of("intact"), Verification.Damaged::differences)
                    .forEach(System.out::println);
        }

        private static void fill(DraftTree tree) throws Exception {
            byte[] nothing = {};
            for (int i = 0; i < FILES; i++)
                tree.file(
                        "directory-" + i / A_DIRECTORY + "/file-number-" + i,
                        1,
                        Mode.PLAIN,
                        new ByteArrayInputStream(nothing));
            tree.finish();
        }
    }
}
