package org.slipway.signature.bouncycastle.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.gpg.keybox.KeyBlob;
import org.bouncycastle.gpg.keybox.PublicKeyRingBlob;
import org.bouncycastle.gpg.keybox.bc.BcKeyBox;
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
        try {
            if (isReadable(box)) rings.addAll(keyBox(Files.readAllBytes(box)));
            if (isReadable(ring)) rings.addAll(KeyFile.read(Files.readAllBytes(ring)));
        } catch (IOException | RuntimeException | KeyFile.HasSecretKey unreadable) {
            return rings;
        }
        return rings;
    }

    private Optional<Path> home() {
        return Optional.ofNullable(host.environment().get("GNUPGHOME"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(host.environment().get("HOME"))
                        .map(directory -> Path.of(directory, ".gnupg")));
    }

    private static boolean isReadable(Path file) throws IOException {
        return Files.isReadable(file) && Files.size(file) > 0 && Files.size(file) < LIMIT;
    }

    private static List<PGPPublicKeyRing> keyBox(byte[] file) throws IOException {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        for (KeyBlob blob : new BcKeyBox(file).getKeyBlobs())
            if (blob instanceof PublicKeyRingBlob keys) rings.add(keys.getPGPPublicKeyRing());
        return rings;
    }
}
