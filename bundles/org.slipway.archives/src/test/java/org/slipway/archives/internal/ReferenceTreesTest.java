package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.archives.internal.RandomTree.Trait;

/** The same archive has the same tree here as in {@code 0install}, to the last second of a directory. */
class ReferenceTreesTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);

    @TempDir
    Path temp;

    /** Two of three, and all of them, several times each, where there is more time. */
    static Stream<Maker> makers() {
        List<Maker> all = all();
        return IntStream.range(0, all.size())
                .filter(i -> EFFORT > 1 || i % 3 != 2)
                .mapToObj(all::get);
    }

    private static List<Maker> all() {
        return Stream.of(TarMakers.all(), ZipMakers.all(), PackageMakers.all(), SevenZipMakers.all())
                .flatMap(List::stream)
                .toList();
    }

    private static int seeds(int effort) {
        return Math.max(1, effort / 4);
    }

    @Test
    void the_corpus_has_every_writer_and_in_the_proof_more_than_five_hundred_archives() {
        List<Maker> all = all();
        assertThat(all.size() * seeds(20)).isGreaterThan(500);
        for (String writer : List.of(
                "tar -c",
                "bsdtar -c",
                "busybox tar -c",
                "cpio -o",
                "tarfile",
                "zip -qr",
                "7z a",
                "zipfile",
                "dpkg-deb -Z",
                "rpmbuild -bb",
                "gem build",
                "ar rc",
                "gcab -c"))
            assertThat(all).as(writer).anyMatch(maker -> maker.command().contains(writer));
    }

    @ParameterizedTest
    @MethodSource("makers")
    void an_archive_has_the_tree_that_the_reference_finds_in_it(Maker maker) throws Exception {
        Tool.need("0install");
        maker.needTools();
        Reference reference = new Reference(temp);
        for (int seed = 0; seed < seeds(EFFORT); seed++) {
            Path archive = maker.make(Files.createDirectory(temp.resolve("seed-" + seed)), seed);
            String ours = reference.ours(format(maker.extension()), archive, Optional.empty());
            reference.same(ours, maker.expected(reference, archive));
        }
    }

    static Stream<Maker> makersOfOneDirectory() {
        return Stream.of(
                new Maker(".tar", "tar", "cd ..; touch other; tar -cf $1 top other", RandomTree.ALL),
                new Maker(".tgz", "bsdtar", "cd ..; touch other; bsdtar -czf $1 other top", RandomTree.ALL),
                new Maker(
                        ".zip",
                        "zip",
                        "cd ..; mkdir topper; zip -qry $1 topper top",
                        Set.of(Trait.SYMLINKS, Trait.ODD_SYMLINKS)),
                new Maker(".zip", "7z", "cd ..; mkdir topper; 7z a -bd -tzip $1 topper top >&2", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("makersOfOneDirectory")
    void a_directory_that_is_extracted_has_the_tree_that_the_reference_finds_in_it(Maker maker) throws Exception {
        Tool.need("0install");
        maker.needTools();
        Reference reference = new Reference(temp);
        Path archive = maker.make(Files.createDirectory(temp.resolve("made")), 5);
        Optional<String> top = Optional.of("top");
        reference.same(reference.ours(format(maker.extension()), archive, top), reference.theirs(archive, top));
    }

    private static ArchiveFormat format(String extension) {
        return switch (extension.toLowerCase(Locale.ROOT)) {
            case ".tar" -> new TarPlain();
            case ".tar.gz", ".tgz" -> new TarGzip();
            case ".tar.bz2", ".tbz", ".tbz2" -> new TarBzip2();
            case ".tar.xz", ".txz" -> new TarXz();
            case ".tar.lzma", ".tlzma", ".tlz" -> new TarLzma();
            case ".tar.lz" -> new TarLzip();
            case ".tar.zst", ".tzst" -> new TarZstd();
            case ".zip" -> new Zip();
            case ".deb" -> new Deb();
            case ".rpm" -> new Rpm();
            case ".gem" -> new Gem();
            case ".cab" -> new Cab();
            case ".ar", ".a" -> new Ar();
            case ".7z" -> new SevenZip();
            default -> throw new IllegalArgumentException(extension);
        };
    }
}
