package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Progress;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

class SketchTest {
    private static final long LIMIT = 100;

    @TempDir
    Path temp;

    private final MortalDisk disk = new MortalDisk(Long.MAX_VALUE);

    private Drafts drafts() {
        ManualLoop loop = new ManualLoop();
        SecureAdd nobody = new SecureAdd(new TestHost(Map.of()), loop, event -> {});
        return new Drafts(new StoreDirectories(new TestPlaces(disk.path(temp))), loop, new TestSettings(), nobody);
    }

    private static void fill(Draft draft) throws Exception {
        draft.tree().file("f", 1, Mode.PLAIN, new ByteArrayInputStream("x".getBytes(UTF_8)));
    }

    @Test
    void what_is_only_described_is_not_forced_to_the_disk_and_what_is_stored_is() throws Exception {
        ManifestDigest digest;
        try (Draft sketch = drafts().sketch(Algorithm.SHA256NEW, LIMIT)) {
            fill(sketch);
            digest = sketch.describe(line -> {});
        }
        assertThat(disk.forced()).isZero();
        try (Draft draft = drafts().begin(digest, LIMIT)) {
            fill(draft);
            assertThat(draft.commit(Progress.NONE)).isInstanceOf(Draft.Commit.Stored.class);
        }
        assertThat(disk.forced()).isPositive();
        OwnedDirectory.delete(temp.resolve("cache"));
    }
}
