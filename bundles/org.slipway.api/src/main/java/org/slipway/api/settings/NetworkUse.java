package org.slipway.api.settings;

import java.util.Optional;

/** How freely the network is used. */
public enum NetworkUse {
    OFF_LINE("off-line"),
    /** Prefer what is here already. */
    MINIMAL("minimal"),
    FULL("full");

    private final String text;

    NetworkUse(String text) {
        this.text = text;
    }

    /** As the configuration file writes it. */
    public String text() {
        return text;
    }

    public static Optional<NetworkUse> of(String text) {
        for (NetworkUse use : values()) if (use.text.equals(text)) return Optional.of(use);
        return Optional.empty();
    }
}
