package org.slipway.api.trust;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.api.signature.Fingerprint;

/**
 * The keys that the user trusts, shared with {@code 0install} as {@code injector/trustdb.xml}. Reads and writes files: call
 * it off the loop. It sees what other programs have written since.
 */
@ProviderType
public interface TrustDatabase {

    /** The domains that a key is trusted for. */
    Set<TrustDomain> domains(Fingerprint key) throws IOException;

    /** Whether a key is trusted for a domain, by name or for all. */
    default boolean trusts(Fingerprint key, TrustDomain domain) throws IOException {
        Set<TrustDomain> domains = domains(key);
        return domains.contains(domain) || domains.contains(TrustDomain.ALL);
    }

    /** Everything that is trusted. */
    Map<Fingerprint, Set<TrustDomain>> all() throws IOException;

    void trust(Fingerprint key, TrustDomain domain) throws IOException;

    /** Takes trust back; harmless if there was none. */
    void distrust(Fingerprint key, TrustDomain domain) throws IOException;
}
