package org.slipway.api.store;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/** Told how far long work has come, from any thread, and asked whether it is still wanted. */
@FunctionalInterface
@ConsumerType
public interface Progress {
    /** Nobody watches, and it is always wanted. */
    Progress NONE = bytes -> {};

    /**
     * So many bytes more have been read or written.
     *
     * @throws IOException to stop the work, which then leaves nothing behind and fails with this
     */
    void more(long bytes) throws IOException;
}
