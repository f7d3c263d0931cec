package org.slipway.model;

import java.util.Locale;
import java.util.Optional;

/** How well an implementation is thought to work, worst first. Source: feed specification, "Stability". */
public enum Stability {
    INSECURE,
    BUGGY,
    DEVELOPER,
    TESTING,
    STABLE,
    PACKAGED,
    PREFERRED;

    /** Reads the attribute's value; {@code preferred} and {@code packaged} included. */
    public static Optional<Stability> of(String text) {
        for (Stability s : values()) if (s.text().equals(text)) return Optional.of(s);
        return Optional.empty();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
