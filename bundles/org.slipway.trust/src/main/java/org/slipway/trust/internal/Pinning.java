package org.slipway.trust.internal;

import java.io.IOException;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustPolicy;

/** {@code pin}: where a key is trusted for a domain, another is not even asked about. {@code trust add} changes keys. */
@Component
public final class Pinning implements TrustPolicy {
    private final PolicyFile file;
    private final TrustDatabase database;

    @Activate
    public Pinning(@Reference PolicyFile file, @Reference TrustDatabase database) {
        this.file = file;
        this.database = database;
    }

    @Override
    public Opinion judge(Case question) {
        boolean known = question.signers().stream().anyMatch(signer -> signer.standing() == Standing.TRUSTED);
        if (known) return new Opinion.None();
        return file.judge(PolicyLines.PIN, lines -> {
            String pinned = pinned(question);
            return pinned.isEmpty()
                    ? new Opinion.None()
                    : new Opinion.Refuse("the feeds of " + question.domain() + " have been signed by " + pinned);
        });
    }

    private String pinned(Case question) {
        try {
            return database.all().entrySet().stream()
                    .filter(key -> key.getValue().contains(question.domain()))
                    .map(key -> key.getKey())
                    .map(Fingerprint::text)
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }
}
