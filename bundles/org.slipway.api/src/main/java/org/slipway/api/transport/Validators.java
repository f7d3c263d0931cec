package org.slipway.api.transport;

import java.util.Optional;

/** What a server said to recognise this state of a resource by, verbatim. */
public record Validators(Optional<String> etag, Optional<String> lastModified) {
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());
}
