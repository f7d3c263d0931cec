package org.slipway.signature.bouncycastle.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.slipway.api.settings.Host;

/**
 * The keys that the user, or {@code 0install}, has in GnuPG. They are read so that they need not be fetched again, and never
 * written. A ring that cannot be read counts as empty: it is not ours to complain about.
 */
final class GnuPgRing {
    private static final long LIMIT = 64 << 20;

    private final Host host;

    GnuPgRing(Host host) {
        this.host = host;
    }

    List<PGPPublicKeyRing> read() {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        Optional<Path> home = home();
        if (home.isEmpty()) return rings;
        Path box = home.get().resolve("pubring.kbx");
        Path ring = home.get().resolve("pubring.gpg");
        for (byte[] keys : KeyBox.keys(content(box))) add(rings, keys);
        add(rings, content(ring));
        return rings;
    }

    private Optional<Path> home() {
        return Optional.ofNullable(host.environment().get("GNUPGHOME"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(host.environment().get("HOME"))
                        .map(directory -> Path.of(directory, ".gnupg")));
    }

    private static byte[] content(Path file) {
        try {
            boolean worthIt = Files.isReadable(file) && Files.size(file) < LIMIT;
            return worthIt ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private static void add(List<PGPPublicKeyRing> rings, byte[] keys) {
        try {
            rings.addAll(KeyFile.read(keys));
        } catch (IOException | KeyFile.HasSecretKey unreadable) {
            // The others may be in order.
        }
    }
}
