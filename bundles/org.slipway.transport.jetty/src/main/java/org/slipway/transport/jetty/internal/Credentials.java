package org.slipway.transport.jetty.internal;

import java.util.List;
import java.util.Optional;

/**
 * Header lines that are for one site only. Never to be shown.
 *
 * @param problem why there may be fewer than the user thinks; for the user
 */
record Credentials(List<Line> lines, Optional<String> problem) {

    static final Credentials NONE = new Credentials(List.of(), Optional.empty());

    record Line(String name, String value) {
        @Override
        public String toString() {
            return name + ": ...";
        }
    }
}
