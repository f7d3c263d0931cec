package org.slipway.api.keyinfo;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Switch;

/** Knows something about keys. All providers are asked side by side. */
@ConsumerType
public interface KeyInfoProvider {

    /** What is known; that nobody could be asked is a {@code BAD} vote that says so. Never blocks. */
    Promise<List<Vote>> votes(Fingerprint key, Switch scope);
}
