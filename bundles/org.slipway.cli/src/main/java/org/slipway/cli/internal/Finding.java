package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something that a publisher should know of a feed.
 *
 * @param line from 1; 0 if it is of no line
 */
record Finding(Severity severity, int line, String text) {
    enum Severity {
        /** Users cannot use the feed, or a part of it. */
        ERROR,
        WARNING,
        NOTE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }

    /** As compilers write it, so that editors can jump there. */
    String line(String file) {
        return file + (line > 0 ? ":" + line : "") + ": " + severity.word() + ": "
                + text.replaceAll(":\n *", ": ").replaceAll("\n *", "; ");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", severity.word());
        json.put("line", line > 0 ? line : null);
        json.put("text", text);
        return json;
    }
}
