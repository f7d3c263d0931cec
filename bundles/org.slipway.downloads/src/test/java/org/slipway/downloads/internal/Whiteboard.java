package org.slipway.downloads.internal;

import java.util.Map;

/** Services as the component runtime gives them. */
final class Whiteboard {

    private Whiteboard() {}

    static <T> Map.Entry<Map<String, Object>, T> service(String name, int ranking, T service) {
        return Map.entry(Map.of("component.name", name, "service.ranking", ranking, "service.id", 7L), service);
    }

    static <T> Map.Entry<Map<String, Object>, T> serving(Object schemes, int ranking, T service) {
        return Map.entry(
                Map.of("component.name", "plug-in " + ranking, "service.ranking", ranking, "scheme", schemes), service);
    }
}
