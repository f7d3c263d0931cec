package org.slipway.features;

import java.util.List;

/**
 * Bundles that are installed together.
 *
 * @param uses the names of other sets that come with it
 * @param bundles in the order of the list, its own alone
 */
record FeatureSet(String name, String description, List<String> uses, List<Bundle> bundles) {

    /** @param karafFeature Karaf's own feature that brings it; empty if there is none */
    record Bundle(String group, String artifact, String version, String karafFeature) {
        String coordinates() {
            return group + ":" + artifact + ":" + version;
        }
    }
}
