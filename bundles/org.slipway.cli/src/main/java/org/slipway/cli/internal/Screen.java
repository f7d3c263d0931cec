package org.slipway.cli.internal;

import java.util.Map;

/**
 * What standard error leads to.
 *
 * @param watched whether it is a terminal
 * @param columns how wide that is
 * @param moves whether what is above the current line can be changed
 * @param colours whether they are known and wanted
 */
record Screen(boolean watched, int columns, boolean moves, boolean colours) {
    private static final int USUAL = 80;
    private static final int NARROWEST = 40;

    /** A file or a pipe. */
    static final Screen NONE = new Screen(false, USUAL, false, false);

    /** A terminal that can only go back to the beginning of the line. */
    static final Screen SIMPLE = new Screen(true, USUAL, false, false);

    static Screen of(Map<String, String> environment) {
        if (!environment.containsKey("SLIPWAY_TTY")) return NONE;
        String kind = environment.getOrDefault("TERM", "");
        boolean moves = !kind.isEmpty() && !kind.equals("dumb");
        boolean colours = moves && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(true, columns(environment.getOrDefault("COLUMNS", "")), moves, colours);
    }

    private static int columns(String told) {
        return told.matches("[0-9]{1,4}") ? Math.max(NARROWEST, Integer.parseInt(told)) : USUAL;
    }

    String bold(String text) {
        return painted("1", text);
    }

    String yellow(String text) {
        return painted("33", text);
    }

    private String painted(String colour, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
