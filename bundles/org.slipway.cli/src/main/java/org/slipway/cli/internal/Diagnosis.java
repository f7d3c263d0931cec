package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one check of {@code doctor} has come to.
 *
 * @param check one or two words
 * @param what a sentence
 * @param advice what to do, a sentence; empty if there is nothing to do
 */
record Diagnosis(Level level, String check, String what, String advice) {
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Diagnosis ok(String check, String what) {
        return new Diagnosis(Level.OK, check, what, "");
    }

    static Diagnosis warn(String check, String what, String advice) {
        return new Diagnosis(Level.WARN, check, what, advice);
    }

    static Diagnosis fail(String check, String what, String advice) {
        return new Diagnosis(Level.FAIL, check, what, advice);
    }

    String text() {
        return String.format(Locale.ROOT, "%-5s %s: %s", word(), check, what) + (advice.isEmpty() ? "" : ". " + advice);
    }

    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("check", check);
        object.put("result", word());
        object.put("what", what);
        object.put("advice", advice.isEmpty() ? null : advice);
        return object;
    }

    private String word() {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
