package org.slipway.downloads.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.transport.Validators;

/** What is known of the bytes of a part, as it is written beside them: a line for each fact, its name, a space, its value. */
record PartState(String source, Validators validators) {
    private static final String SOURCE = "source";
    private static final String ETAG = "etag";
    private static final String LAST_MODIFIED = "last-modified";

    byte[] bytes() {
        StringBuilder lines = new StringBuilder(line(SOURCE, source));
        validators.etag().ifPresent(etag -> lines.append(line(ETAG, etag)));
        validators.lastModified().ifPresent(time -> lines.append(line(LAST_MODIFIED, time)));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String name, String value) {
        return name + " " + value.replaceAll("[\r\n]", "") + "\n";
    }

    /** Nothing if it is not what {@link #bytes} writes. */
    static Optional<PartState> read(byte[] bytes) {
        Map<String, String> facts = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            String[] parts = line.split(" ", 2);
            if (parts.length == 2) facts.put(parts[0], parts[1]);
        }
        Validators validators =
                new Validators(Optional.ofNullable(facts.get(ETAG)), Optional.ofNullable(facts.get(LAST_MODIFIED)));
        return Optional.ofNullable(facts.get(SOURCE)).map(source -> new PartState(source, validators));
    }
}
