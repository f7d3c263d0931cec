package org.slipway.cli.internal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.signature.Fingerprint;

/** The keys of {@code --trust}: a yes, given beforehand, to the question whether to trust them for a feed's domain. */
@Component(service = GivenTrust.class)
public final class GivenTrust {
    private volatile Set<Fingerprint> keys = Set.of();

    @Activate
    public GivenTrust() {}

    void give(Set<Fingerprint> keys) {
        this.keys = Set.copyOf(keys);
    }

    /** Nothing if it is about other keys. */
    Optional<Answer> answer(KeyQuestion question) {
        Set<Fingerprint> asked = new HashSet<>();
        for (KeyQuestion.Key key : question.keys()) asked.add(key.description().key());
        asked.retainAll(keys);
        return asked.isEmpty() ? Optional.empty() : Optional.of(new Answer.Trust(asked));
    }

    /** As people write it: in groups or not, in capitals or not. */
    static Fingerprint key(String typed) throws Complaint {
        try {
            return new Fingerprint(typed.replace(" ", "").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException bad) {
            throw new Complaint(
                    "'" + typed + "' is not the full fingerprint of a key: it has 40 or 64 digits of 0 to F",
                    Status.USAGE);
        }
    }
}
