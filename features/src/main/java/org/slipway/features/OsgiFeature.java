package org.slipway.features;

import java.util.stream.Collectors;

/** Writes a set and all that it uses as one OSGi Feature. Source: OSGi Compendium 8, chapter 159. */
final class OsgiFeature {
    private OsgiFeature() {}

    static String write(FeatureList list, FeatureSet set, String version) {
        String bundles = list.closure(set).stream()
                .map(bundle -> "    { \"id\": \"%s\" }".formatted(bundle.coordinates()))
                .collect(Collectors.joining(",\n"));
        return """
               {
                 "feature-resource-version": "1.0",
                 "id": "org.slipway:features:osgifeature:%s:%s",
                 "name": "slipway-%s",
                 "description": "%s",
                 "license": "Apache-2.0; link=\\"https://www.apache.org/licenses/LICENSE-2.0.txt\\"",
                 "complete": true,
                 "bundles": [
               %s
                 ]
               }
               """.formatted(set.name(), version, set.name(), set.description(), bundles);
    }
}
