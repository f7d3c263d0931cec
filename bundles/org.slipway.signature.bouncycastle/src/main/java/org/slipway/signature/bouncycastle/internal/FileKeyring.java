package org.slipway.signature.bouncycastle.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;

/** The keyring as a component. It names no class of Bouncy Castle, so that making it loads none: most runs need no key. */
@Component(service = {Keyring.class, FileKeyring.class})
public final class FileKeyring implements Keyring {
    private final Places places;
    private final AtomicFiles files;
    private final Host host;

    @Activate
    public FileKeyring(@Reference Places places, @Reference AtomicFiles files, @Reference Host host) {
        this.places = places;
        this.files = files;
        this.host = host;
    }

    @Override
    public Addition add(byte[] keyFile, KeyId wanted) throws IOException {
        return keys().add(keyFile, wanted);
    }

    @Override
    public Optional<KeyFile> publish(Fingerprint key) {
        return keys().publish(key);
    }

    @Override
    public Optional<Description> describe(Fingerprint key) {
        return keys().describe(key);
    }

    /** Every certificate that has a key with this ID, ours first. More than one, where IDs collide. */
    List<Certificate> find(long keyId) {
        return keys().find(keyId);
    }

    private KeyDirectory keys() {
        return new KeyDirectory(places, files, host);
    }
}
