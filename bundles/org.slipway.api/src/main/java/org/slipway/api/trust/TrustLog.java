package org.slipway.api.trust;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.api.signature.Fingerprint;

/**
 * Which key was first seen for which domain when, and when trust was given or taken back. Only ever added to; every entry
 * confirms those before it, so that none can be changed unnoticed. Reads and writes a file: call it off the loop.
 */
@ProviderType
public interface TrustLog {

    /** The oldest entry first. */
    Reading read() throws IOException;

    /** @param detail such as the feed; may be empty */
    void write(What what, Fingerprint key, TrustDomain domain, String detail) throws IOException;

    /** @param state whether the entries are as they were written; those behind the first that is not are left out */
    record Reading(List<Entry> entries, State state) {}

    record Entry(Instant time, What what, Fingerprint key, TrustDomain domain, String detail) {}

    enum What {
        /** The key has signed a feed of the domain, validly, for the first time; nobody need have believed it. */
        SEEN,
        TRUSTED,
        DISTRUSTED
    }

    enum State {
        INTACT,
        ALTERED
    }
}
