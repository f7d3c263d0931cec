package org.slipway.signature.bouncycastle.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Keyring.Addition;
import org.slipway.api.signature.Keyring.Description;

/** Slipway's own keys, a file for each, with the user's GnuPG ring behind them. */
final class KeyDirectory {
    private static final String DIRECTORY = "injector/slipway-keys";
    private static final String SUFFIX = ".pgp";

    private final Places places;
    private final AtomicFiles files;
    private final GnuPgRing gnuPg;

    KeyDirectory(Places places, AtomicFiles files, Host host) {
        this.places = places;
        this.files = files;
        this.gnuPg = new GnuPgRing(host);
    }

    Addition add(byte[] keyFile, KeyId wanted) throws IOException {
        List<PGPPublicKeyRing> rings;
        try {
            rings = KeyFile.read(keyFile);
        } catch (KeyFile.HasSecretKey secret) {
            return Addition.SECRET_KEY;
        } catch (IOException broken) {
            return Addition.MALFORMED;
        }
        boolean found = false;
        for (PGPPublicKeyRing ring : rings) {
            if (!has(ring, KeyNames.number(wanted))) continue;
            save(ring);
            found = true;
        }
        if (found) return Addition.ADDED;
        return rings.isEmpty() ? Addition.MALFORMED : Addition.NOT_IN_FILE;
    }

    /** With what is known of the key already, so that a revocation once seen is never lost. */
    private void save(PGPPublicKeyRing ring) throws IOException {
        Path file = places.config()
                .resolve(DIRECTORY)
                .resolve(KeyNames.fingerprint(ring.getPublicKey()).text() + SUFFIX);
        files.replace(file, Files.exists(file) ? KeyFile.join(file, ring) : ring.getEncoded());
    }

    Optional<Keyring.KeyFile> publish(Fingerprint key) {
        return certificate(key).map(certificate -> {
            try {
                return new Keyring.KeyFile(forOthers(certificate.ring()), certificate.signers());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }

    /** Without what the user has certified for no one else, as gpg exports it. */
    private static byte[] forOthers(PGPPublicKeyRing ring) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ring.encode(bytes, true);
        return bytes.toByteArray();
    }

    Optional<Description> describe(Fingerprint key) {
        return certificate(key).map(KeyDirectory::describe);
    }

    private Optional<Certificate> certificate(Fingerprint key) {
        return certificates().stream()
                .filter(certificate ->
                        KeyNames.fingerprint(certificate.primary()).equals(key))
                .findFirst();
    }

    private static Description describe(Certificate certificate) {
        PGPPublicKey key = certificate.primary();
        return new Description(
                KeyNames.fingerprint(key),
                certificate.userIds(),
                key.getCreationTime().toInstant(),
                Algorithms.describe(key));
    }

    /** Every certificate that has a key with this ID, ours first. More than one, where IDs collide. */
    List<Certificate> find(long keyId) {
        return certificates().stream().filter(c -> has(c.ring(), keyId)).toList();
    }

    private static boolean has(PGPPublicKeyRing ring, long keyId) {
        for (PGPPublicKey key : ring) if (key.getKeyID() == keyId) return true;
        return false;
    }

    private List<Certificate> certificates() {
        Map<Fingerprint, PGPPublicKeyRing> rings = new LinkedHashMap<>();
        for (PGPPublicKeyRing ring : own()) add(rings, ring);
        for (PGPPublicKeyRing ring : gnuPg.read()) add(rings, ring);
        return rings.values().stream().map(Certificate::new).toList();
    }

    /** One copy of a key may lack the revocation, or the later date, that another has. */
    private static void add(Map<Fingerprint, PGPPublicKeyRing> rings, PGPPublicKeyRing ring) {
        rings.merge(KeyNames.fingerprint(ring.getPublicKey()), ring, (one, other) -> {
            try {
                return PGPPublicKeyRing.join(one, other);
            } catch (PGPException | RuntimeException atOdds) {
                return one;
            }
        });
    }

    private List<PGPPublicKeyRing> own() {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        for (Path config : places.configs()) {
            Path directory = config.resolve(DIRECTORY);
            if (!Files.isDirectory(directory)) continue;
            try (DirectoryStream<Path> keys = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
                for (Path key : keys) rings.addAll(KeyFile.read(Files.readAllBytes(key)));
            } catch (IOException | KeyFile.HasSecretKey damaged) {
                // As if the key were not there: it is fetched again, and adding it says what is wrong.
            }
        }
        return rings;
    }
}
