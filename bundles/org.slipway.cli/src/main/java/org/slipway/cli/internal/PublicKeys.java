package org.slipway.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Unsigned;

/** The files of public keys that lie beside feeds, as {@code KEYID.gpg}. Off the loop. */
@Component(service = PublicKeys.class)
public final class PublicKeys {
    /** Nobody has been asked about trust yet: so many are fetched for a feed of the network, too. */
    private static final int MOST_KEYS = 16;

    private static final String SUFFIX = ".gpg";

    private final Signers signers;
    private final Supplier<Keyring> keyring;

    @Activate
    public PublicKeys(@Reference Signers signers, @Reference ComponentServiceObjects<Keyring> keyring) {
        this(signers, keyring::getService);
    }

    PublicKeys(Signers signers, Supplier<Keyring> keyring) {
        this.signers = signers;
        this.keyring = keyring;
    }

    /** Those of the valid signatures of a feed, by the names of their files; empty if no signature is valid here. */
    Map<String, byte[]> of(byte[] feed) throws Complaint {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Signature.Valid signature : signers.of(feed)) {
            Optional<Keyring.KeyFile> key = keyring.get().publish(signature.key());
            key.ifPresent(file -> file.ids().forEach(id -> files.put(id + SUFFIX, file.bytes())));
        }
        return files;
    }

    /** Takes those keys that a feed lacks here from the directory where it lies; the rest is left to whoever verifies. */
    void take(Path directory, byte[] feed) throws Complaint, IOException {
        List<Signature.MissingKey> all = signatures(feed).stream()
                .filter(Signature.MissingKey.class::isInstance)
                .map(Signature.MissingKey.class::cast)
                .toList();
        for (Signature.MissingKey missing : all.subList(0, Math.min(MOST_KEYS, all.size()))) {
            Optional<byte[]> file = read(directory.resolve(missing.issuer() + SUFFIX));
            if (file.isPresent()) keyring.get().add(file.get(), missing.issuer());
        }
    }

    /** Whoever has written the directory may want something else of this machine, or have it wait: no link is followed. */
    private static Optional<byte[]> read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] key = in.readNBytes((int) Keyring.KEY_FILE_LIMIT + 1);
            return key.length > Keyring.KEY_FILE_LIMIT ? Optional.empty() : Optional.of(key);
        }
    }

    private List<Signature> signatures(byte[] feed) throws Complaint {
        try {
            return signers.all(feed);
        } catch (Unsigned none) {
            return List.of();
        }
    }
}
