package org.slipway.api.store;

import org.slipway.model.ManifestDigest;

/**
 * @param text one line for each file, directory and link, as in {@code .manifest}
 * @param digest of that text
 */
public record Manifest(String text, ManifestDigest digest) {}
