package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** How {@code bin/slipway} becomes another program when the command is done. */
final class HandOver {
    /** By which {@code bin/slipway} knows that nothing is missing. */
    private static final String WHOLE = "\n: whole\n";

    private HandOver() {}

    /**
     * @param script POSIX sh that ends in {@code exec}
     * @param own how many of the arguments that were typed it does not get as {@code "$@"}
     */
    static void to(Caller caller, String script, int own) throws Complaint, IOException {
        caller.become(("shift " + own + "\n" + script + WHOLE).getBytes(UTF_8));
    }

    /** A word of the script that means exactly this text. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
