package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest.Algorithm;

/** What Java alone cannot make. */
class ManifestScanTest {
    private static final Path REFERENCE = Path.of("/usr/bin/0install");

    @TempDir
    Path tree;

    private String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-ec", command)
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private String digest() throws UnfitTree, IOException {
        return ManifestScan.scan(tree, Algorithm.SHA1, Progress.NONE).digest().directoryName();
    }

    private void sameAsTheReference() throws Exception {
        assumeTrue(Files.isExecutable(REFERENCE), "skipped: needs 0install");
        assertThat(digest()).isEqualTo(shell(REFERENCE + " digest --algorithm=sha1 ."));
    }

    @Test
    void a_link_to_what_is_no_utf_8_is_unfit_so_that_none_is_another_unseen() throws Exception {
        shell("ln -s \"$(printf '\\377\\376')\" link");
        assertThatThrownBy(this::digest)
                .isInstanceOf(UnfitTree.class)
                .hasMessage("'" + tree.resolve("link") + "' is a link to what is no UTF-8");
    }

    @Test
    void a_name_that_is_no_utf_8_is_unfit() throws Exception {
        shell("echo > \"$(printf 'a\\377')\"");
        assertThatThrownBy(this::digest).isInstanceOf(UnfitTree.class).hasMessageContaining("no UTF-8");
    }

    @Test
    void the_sign_that_stands_for_what_is_no_utf_8_may_be_in_names_and_links() throws Exception {
        shell("echo > \"$(printf 'a\\357\\277\\275')\"; ln -s \"$(printf '\\357\\277\\275')\" link");
        sameAsTheReference();
    }

    @Test
    void a_fraction_of_a_second_is_dropped_before_1970_as_after() throws Exception {
        shell("for t in -1.5 -0.5 -2 -86400.25 0.5 1.5; do touch -d @$t f$t; mkdir d$t; touch -d @$t d$t; done");
        sameAsTheReference();
    }

    @Test
    void a_copy_has_the_same_digest_though_its_times_are_before_1970(@TempDir Path copy) throws Exception {
        shell("for t in -1.5 -0.5 -2 0.5; do touch -d @$t f$t; mkdir d$t; touch -d @$t d$t; done");
        Copy.tree(tree, copy, DraftTree.Follower.NONE, Progress.NONE);
        assertThat(ManifestScan.scan(copy, Algorithm.SHA1, Progress.NONE)
                        .digest()
                        .directoryName())
                .isEqualTo(digest());
    }
}
