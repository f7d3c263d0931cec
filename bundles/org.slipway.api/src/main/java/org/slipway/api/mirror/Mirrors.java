package org.slipway.api.mirror;

import java.net.URI;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.model.FeedUri;

/** What all mirror strategies say together, those of higher ranking first, without repetition. On the loop. */
@ProviderType
public interface Mirrors {

    List<MirrorStrategy.FeedMirror> feed(FeedUri.Remote feed);

    List<URI> archive(URI archive);

    List<URI> implementation(FeedUri.Remote feed, String implementationId);
}
