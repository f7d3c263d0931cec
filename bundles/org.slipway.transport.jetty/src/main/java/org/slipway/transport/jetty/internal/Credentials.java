package org.slipway.transport.jetty.internal;

import java.util.List;

/** Header lines that are for one site only. Never to be shown. */
record Credentials(List<Line> lines) {

    static final Credentials NONE = new Credentials(List.of());

    record Line(String name, String value) {
        @Override
        public String toString() {
            return name + ": ...";
        }
    }
}
