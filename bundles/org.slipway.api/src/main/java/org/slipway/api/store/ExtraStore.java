package org.slipway.api.store;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ConsumerType;

/** A further directory of implementations, searched after the user's and never written. */
@ConsumerType
public interface ExtraStore {
    Path directory();
}
