package org.slipway.cli.internal;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of an object of JSON, in the order in which they were named. */
final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** @param value what {@link JsonText} takes; null where there is none */
    JsonObject with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    JsonObject withAll(Map<String, Object> more) {
        members.putAll(more);
        return this;
    }

    Map<String, Object> members() {
        return members;
    }

    String line() {
        return JsonText.of(members);
    }

    static List<String> paths(Collection<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }
}
