package org.slipway.signature.bouncycastle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature.Valid;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

/** Every published feed verifies. */
class CorpusTest {
    private static final Path SHARED =
            Optional.ofNullable(System.getenv("SLIPWAY_SHARED")).map(Path::of).orElse(Path.of("../../../shared"));

    @TempDir
    Path temp;

    @Test
    void every_published_feed_has_a_valid_signature() throws Exception {
        Path corpus = SHARED.resolve("corpus/apps.0install.net.tar.xz");
        assumeTrue(Files.exists(corpus), "skipped: needs ../shared (SLIPWAY_SHARED)");
        Path site = Files.createDirectory(temp.resolve("site"));
        assertThat(new ProcessBuilder("tar", "-C", site.toString(), "-xJf", corpus.toString())
                        .start()
                        .waitFor())
                .isZero();
        FileKeyring keyring = new FileKeyring(
                new TestPlaces(temp),
                (file, content) -> {
                    Files.createDirectories(file.getParent());
                    Files.write(file, content);
                },
                new TestHost(Map.of()));
        keyring.add(Files.readAllBytes(site.resolve("java/59AA3927C24E4E1E.gpg")), new KeyId("59AA3927C24E4E1E"));
        ManualLoop loop = new ManualLoop();
        loop.set(java.time.Instant.parse("2026-11-24T00:00:00Z"));
        OpenPgpVerifier verifier = new OpenPgpVerifier(keyring, loop);

        List<Path> feeds = feeds(site);
        int weak = 0;
        for (Path feed : feeds) {
            Valid valid = (Valid)
                    verifier.verify(Files.readAllBytes(feed)).signatures().get(0);
            if (!valid.weaknesses().isEmpty()) weak++;
        }
        assertThat(feeds).hasSize(397);
        assertThat(weak).isEqualTo(32);
    }

    private static List<Path> feeds(Path site) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(f -> f.toString().endsWith(".xml")).toList();
        }
    }
}
