package org.slipway.cli.internal;

import java.util.List;

import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Unsigned;

/** Who has signed the feeds that are cached. */
final class Signers {
    private final Services services;

    Signers(Services services) {
        this.services = services;
    }

    /** The valid signatures of a document by keys that are known here. */
    List<Signature.Valid> of(byte[] document) {
        try {
            return services.verifier().verify(document).signatures().stream()
                    .filter(Signature.Valid.class::isInstance)
                    .map(Signature.Valid.class::cast)
                    .toList();
        } catch (Unsigned none) {
            return List.of();
        }
    }
}
