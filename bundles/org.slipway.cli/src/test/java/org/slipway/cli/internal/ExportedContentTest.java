package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of an exported directory are taken for what. */
class ExportedContentTest {
    private static final String DIGEST = "sha256new_" + "A".repeat(52);

    @TempDir
    Path directory;

    private Path content;

    @BeforeEach
    void create() throws IOException {
        content = Files.createDirectory(directory.resolve("content"));
    }

    private void file(String name) throws IOException {
        Files.writeString(content.resolve(name), "");
    }

    @Test
    void feeds_and_archives_are_known_by_their_names() throws Exception {
        file("b.xml");
        file("a.xml");
        file("0123456789ABCDEF.gpg");
        file(DIGEST + ".tbz2");
        file("sha1new=" + "0".repeat(40) + ".tar.gz");
        file("icon.png");
        Files.createDirectory(content.resolve("directory.xml"));
        ExportedContent found = ExportedContent.of(directory);
        assertThat(found.feeds()).containsExactly(content.resolve("a.xml"), content.resolve("b.xml"));
        assertThat(found.archives().stream().map(archive -> archive.digest().toString()))
                .containsExactlyInAnyOrder(DIGEST, "sha1new=" + "0".repeat(40));
        assertThat(ExportedContent.of(content)).isEqualTo(found);
    }

    @Test
    void what_leads_out_of_the_directory_and_what_has_no_end_is_passed_over() throws Exception {
        file("a.xml");
        Path outside = Files.writeString(directory.resolve("outside"), "");
        Files.createSymbolicLink(content.resolve("link.xml"), outside);
        Files.createSymbolicLink(content.resolve(DIGEST + ".tgz"), outside);
        Files.createSymbolicLink(content.resolve("endless.xml"), Path.of("/dev/zero"));
        Process made = new ProcessBuilder("mkfifo", content.resolve("pipe.xml").toString()).start();
        assertThat(made.waitFor()).isZero();
        ExportedContent found = ExportedContent.of(directory);
        assertThat(found.feeds()).containsExactly(content.resolve("a.xml"));
        assertThat(found.archives()).isEmpty();
    }

    @Test
    void content_that_is_itself_a_link_is_not_followed() throws Exception {
        file("a.xml");
        Path hostile = Files.createDirectory(directory.resolve("hostile"));
        Files.createSymbolicLink(hostile.resolve("content"), content);
        assertThatThrownBy(() -> ExportedContent.of(hostile)).hasMessageContaining("neither feeds");
    }

    @Test
    void an_archive_that_is_named_by_a_path_or_half_a_digest_is_none() throws Exception {
        file("sha256new_AAAA.tgz");
        file("..tgz");
        file("program.tgz");
        file(DIGEST);
        assertThatThrownBy(() -> ExportedContent.of(directory))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("neither feeds (*.xml) nor archives");
    }
}
