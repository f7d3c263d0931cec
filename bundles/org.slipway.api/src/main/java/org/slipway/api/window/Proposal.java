package org.slipway.api.window;

import java.util.List;
import java.util.OptionalLong;

/**
 * What has been chosen, before it is used. All texts are for the user, and may hold what others have written.
 *
 * @param action what going on means, as a button says it, such as {@code Download}
 * @param components the root first
 */
public record Proposal(String action, List<Component> components) {

    /**
     * @param name of the interface
     * @param version that is chosen
     * @param stability in the specification's words; empty if nobody knows
     * @param size of what is to be downloaded, in bytes; empty if nobody knows, or nothing is
     * @param place whether it has to be fetched
     * @param reasons why it is this one, a line each
     */
    public record Component(
            String name, String version, String stability, OptionalLong size, Place place, List<String> reasons) {}

    public enum Place {
        /** In a store, or a directory of the user's. */
        HERE,
        TO_DOWNLOAD,
        /** A package of the distribution. */
        PACKAGE
    }
}
