package org.slipway.api.signature;

import java.util.List;

/**
 * A document with what its signature block says.
 *
 * @param content exactly the bytes that the signatures cover; only these may be parsed
 * @param signatures one for each signature of the block; never empty
 */
public record Signed(byte[] content, List<Signature> signatures) {}
