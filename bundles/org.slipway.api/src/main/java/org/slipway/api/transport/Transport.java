package org.slipway.api.transport;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/**
 * Fetches resources. Service property {@code scheme}: the URI schemes that it serves, lower case.
 */
@ConsumerType
public interface Transport {

    /** The service property that names the schemes. */
    String SCHEME = "scheme";

    /**
     * Fetches one resource into the request's file, through redirects. Never blocks.
     *
     * @param scope turned off: the transfer stops, its connection is let go, and the outcome is {@code Aborted}
     * @return resolves on the loop; fails only on a defect: what the network does is a {@link Download}
     */
    Promise<Download> download(DownloadRequest request, Switch scope);
}
