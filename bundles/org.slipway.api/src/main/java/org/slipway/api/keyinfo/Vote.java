package org.slipway.api.keyinfo;

/**
 * What somebody says about a key.
 *
 * @param text for the user; untrusted
 */
public record Vote(Kind kind, String text) {
    public enum Kind {
        GOOD,
        BAD,
        /** Neither; also where nobody could be asked. */
        NEUTRAL
    }
}
