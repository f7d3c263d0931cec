package org.slipway.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;

import org.slipway.api.store.ManifestLines;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** Lines that wait for the hashes of their files, so that they come out in their order; only so many wait at a time. */
final class WaitingLines {
    private static final int MOST = 1024;

    /** @param hash of a file, which comes behind {@code before} */
    private record Line(String before, Future<String> hash, String behind) {
        String text() throws IOException {
            return hash == null ? before : before + Hashes.await(hash) + behind;
        }
    }

    private final Queue<Line> waiting = new ArrayDeque<>();
    private final Algorithm algorithm;
    private final MessageDigest digest;
    private final ManifestLines out;

    WaitingLines(Algorithm algorithm, ManifestLines out) {
        this.algorithm = algorithm;
        this.digest = Hashes.digest(algorithm);
        this.out = out;
    }

    void add(String line) throws IOException {
        add(new Line(line, null, ""));
    }

    void add(String before, Future<String> hash, String behind) throws IOException {
        add(new Line(before, hash, behind));
    }

    private void add(Line line) throws IOException {
        waiting.add(line);
        if (waiting.size() > MOST) release();
    }

    private void release() throws IOException {
        String line = waiting.remove().text() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        out.add(line);
    }

    /** Waits for all of them. */
    ManifestDigest end() throws IOException {
        while (!waiting.isEmpty()) release();
        return Hashes.named(algorithm, digest.digest());
    }
}
