package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Unwritable;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.store.internal.DirectoryStore;
import org.slipway.store.internal.StoreDirectories;
import org.slipway.testkit.ArchiveBytes;
import org.slipway.testkit.ArchiveFormatContract.Entry;
import org.slipway.testkit.ArchiveFormatContract.Kind;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

/** Archives that are changed at random, the same for a seed: they are unpacked or bad, soon, and nothing else happens. */
class FuzzTest {
    /** By format: in all formats together more than 100,000 where the effort is 20. */
    private static final int MUTATIONS = 625 * Integer.getInteger("slipway.effort", 1);

    private static final int A_DRAFT = 125;
    private static final long LIMIT = 4 << 20;
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path temp;

    /** Makes an archive. */
    private interface Mutants {
        byte[] next(Random random) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_archive_is_unpacked_or_bad_and_nothing_else_happens(Known known) throws Exception {
        List<byte[]> samples = samples(known);
        fuzz(known.format, random -> mutant(known, random, samples.get(random.nextInt(samples.size()))));
    }

    @Test
    void a_changed_cabinet_is_unpacked_or_bad_and_nothing_else_happens() throws Exception {
        fuzz(new Cab(), random -> new Mutator(random).mutate(FuzzSamples.cab(random)));
    }

    private void fuzz(ArchiveFormat format, Mutants mutants) throws Exception {
        Path victim = Files.writeString(temp.resolve("victim"), "safe");
        DirectoryStore store = DirectoryStore.of(new StoreDirectories(new TestPlaces(temp)), new ManualLoop());
        ManifestDigest nothing = new ManifestDigest(Algorithm.SHA1, "0".repeat(40));
        for (int seed = 0; seed < MUTATIONS; ) {
            try (Draft draft = store.draft(nothing, LIMIT)) {
                List<Path> before = surroundings();
                for (int end = Math.min(seed + A_DRAFT, MUTATIONS); seed < end; seed++)
                    unpack(format, seed, mutants.next(new Random(seed)), draft.tree());
                assertThat(surroundings()).as("before seed %d", seed).isEqualTo(before);
            }
        }
        assertThat(victim).hasContent("safe");
    }

    /** Without what is in a draft's tree. */
    private List<Path> surroundings() throws IOException {
        try (Stream<Path> paths = Files.walk(temp)) {
            return paths.filter(path -> !path.toString().contains("/tree/"))
                    .sorted()
                    .toList();
        }
    }

    private static void unpack(ArchiveFormat format, int seed, byte[] archive, TreeBuilder tree) {
        String what = format.getClass().getSimpleName() + " with seed " + seed;
        long begun = System.nanoTime();
        try {
            format.unpack(ArchiveBytes.of(archive).limited(LIMIT), tree);
        } catch (BadArchive | Unwritable expected) {
            assertThat(expected.getMessage()).isNotBlank();
        } catch (IOException | RuntimeException | Error defect) {
            throw new AssertionError(what, defect);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(what).isLessThan(SOON);
    }

    /** What is packed in it is changed as often as what is outside. */
    private static byte[] mutant(Known known, Random random, byte[] sample) throws IOException {
        Mutator mutator = new Mutator(random);
        byte[] changed = mutator.mutate(sample);
        boolean repair = random.nextInt(4) > 0;
        return switch (known) {
            case TAR -> repair ? Mutator.repairTar(changed) : changed;
            case TAR_GZ -> repair ? Writers.gzip(Mutator.repairTar(changed)) : mutator.mutate(Writers.gzip(sample));
            case DEB -> repair ? Writers.deb(Mutator.repairTar(changed)) : mutator.mutate(Writers.deb(sample));
            case GEM -> repair ? Writers.gem(Mutator.repairTar(changed)) : mutator.mutate(Writers.gem(sample));
            case SEVEN_ZIP -> repair ? Mutator.repairSevenZip(changed) : changed;
            default -> changed;
        };
    }

    /** Those that are tar files within are not packed yet. */
    private static List<byte[]> samples(Known known) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : List.of(
                new Entry("d", Kind.DIRECTORY, ""),
                new Entry("d/plain", Kind.FILE, "text ".repeat(50)),
                new Entry("d/run", Kind.EXECUTABLE, "#!"),
                new Entry("d/soft", Kind.SYMLINK, "../../victim"),
                new Entry("hard", Kind.HARD_LINK, "d/plain"),
                new Entry("n".repeat(120), Kind.FILE, "x"))) if (known.kinds.contains(entry.kind())) entries.add(entry);
        return switch (known) {
            case TAR, TAR_GZ, DEB, GEM -> List.of(Writers.tar(entries), FuzzSamples.pax(), FuzzSamples.sparse());
            case ZIP -> List.of(known.archive(entries), FuzzSamples.zip());
            case SEVEN_ZIP -> List.of(known.archive(entries), FuzzSamples.sevenZip());
            case RPM -> List.of(known.archive(entries), FuzzSamples.links());
            case AR -> List.of(known.archive(entries));
        };
    }
}
