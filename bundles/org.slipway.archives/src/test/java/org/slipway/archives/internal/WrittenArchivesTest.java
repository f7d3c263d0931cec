package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveWriter;

/** What is written and read again has the same manifest, for us and for the reference. */
class WrittenArchivesTest {
    @TempDir
    Path temp;

    private enum Kind {
        TAR(new TarPlainWriter(), new TarPlain(), ".tar"),
        GZIP(new TarGzipWriter(), new TarGzip(), ".tar.gz"),
        BZIP2(new TarBzip2Writer(), new TarBzip2(), ".tar.bz2"),
        XZ(new TarXzWriter(), new TarXz(), ".tar.xz"),
        ZSTD(new TarZstdWriter(), new TarZstd(), ".tar.zst"),
        ZIP(new ZipWriter(), new Zip(), ".zip");

        private final ArchiveWriter writer;
        private final ArchiveFormat format;
        private final String extension;

        Kind(ArchiveWriter writer, ArchiveFormat format, String extension) {
            this.writer = writer;
            this.format = format;
            this.extension = extension;
        }

        Path write(Path tree, Path archive) throws IOException {
            try (OutputStream out = Files.newOutputStream(archive)) {
                writer.write(tree, out);
            }
            return archive;
        }
    }

    /** Times in a zip are from 1980 to 2038 where the usual tools read them. */
    private static Set<RandomTree.Trait> traits(Kind kind) {
        Set<RandomTree.Trait> traits = EnumSet.allOf(RandomTree.Trait.class);
        if (kind == Kind.ZIP) traits.remove(RandomTree.Trait.ODD_TIMES);
        return traits;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void random_trees_come_back_as_they_were(Kind kind) throws Exception {
        Reference reference = new Reference(temp);
        for (int seed = 0; seed < 5 * Integer.getInteger("slipway.effort", 1); seed++) {
            Path tree = RandomTree.grow(temp.resolve("tree" + seed), new Random(seed), traits(kind));
            Path archive = kind.write(tree, temp.resolve(seed + kind.extension));
            reference.same(
                    reference.ours(kind.format, archive, Optional.empty()), reference.theirs(tree, Optional.empty()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TAR", "GZIP", "BZIP2", "XZ", "ZIP"})
    void the_reference_reads_them_too(Kind kind) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install");
        Reference reference = new Reference(temp);
        Path tree = RandomTree.grow(temp.resolve("tree"), new Random(7), traits(kind));
        Path archive = kind.write(tree, temp.resolve("archive" + kind.extension));
        reference.same(reference.theirs(archive, Optional.empty()), reference.theirs(tree, Optional.empty()));
    }

    @Test
    void the_manifest_of_an_entry_is_left_out() throws Exception {
        Path tree = Files.createDirectories(temp.resolve("entry/sub")).getParent();
        Files.writeString(tree.resolve(".manifest"), "");
        Files.writeString(tree.resolve("sub/.manifest"), "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TarPlainWriter().write(tree, out);
        Path archive = Files.write(temp.resolve("a.tar"), out.toByteArray());
        assertThat(new Reference(temp).ours(new TarPlain(), archive, Optional.empty()))
                .contains("/sub\n", " 0 .manifest\n")
                .doesNotContain("D /.manifest")
                .hasLineCount(2);
    }
}
