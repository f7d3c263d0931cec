package org.slipway.api.interaction;

import java.util.Set;
import java.util.function.Function;

import org.slipway.api.signature.Fingerprint;

/** What the user says to a question about keys. */
public sealed interface Answer {

    /** @param keys at least one of those asked about */
    record Trust(Set<Fingerprint> keys, Reach reach) implements Answer {
        /** For the domain that was asked about. */
        public Trust(Set<Fingerprint> keys) {
            this(keys, Reach.DOMAIN);
        }
    }

    enum Reach {
        DOMAIN,
        EVERYWHERE
    }

    record Refuse() implements Answer {}

    /** Nobody is there to ask. */
    record Nobody() implements Answer {}

    default <R> R fold(Function<Trust, R> trust, Function<Refuse, R> refuse, Function<Nobody, R> nobody) {
        if (this instanceof Trust t) return trust.apply(t);
        if (this instanceof Refuse r) return refuse.apply(r);
        return nobody.apply((Nobody) this);
    }
}
