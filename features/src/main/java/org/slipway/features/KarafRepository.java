package org.slipway.features;

import java.util.stream.Collectors;

/** Writes a Karaf features repository, format 1.6. */
final class KarafRepository {
    private KarafRepository() {}

    static String write(FeatureList list, String version) {
        String features = list.sets().stream().map(set -> feature(set, version)).collect(Collectors.joining());
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <features name="slipway-%s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
               %s</features>
               """.formatted(version, features);
    }

    private static String feature(FeatureSet set, String version) {
        StringBuilder xml = new StringBuilder();
        xml.append("  <feature name=\"slipway-%s\" version=\"%s\" description=\"%s\">\n"
                .formatted(set.name(), version, set.description()));
        for (String used : set.uses())
            xml.append("    <feature version=\"%s\">slipway-%s</feature>\n".formatted(version, used));
        set.bundles().stream()
                .map(FeatureSet.Bundle::karafFeature)
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name -> xml.append("    <feature>%s</feature>\n".formatted(name)));
        set.bundles().stream()
                .filter(bundle -> bundle.karafFeature().isEmpty())
                .map(bundle -> "mvn:" + bundle.coordinates().replace(':', '/'))
                .forEach(uri -> xml.append("    <bundle>%s</bundle>\n".formatted(uri)));
        return xml.append("  </feature>\n").toString();
    }
}
