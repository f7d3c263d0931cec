package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** How {@code bin/slipway} becomes another program when the JVM has ended. */
final class HandOver {
    private static final String WHERE = "slipway.plan";

    private HandOver() {}

    /**
     * @param script POSIX sh that ends in {@code exec}
     * @param own how many of the arguments that were typed it does not get as {@code "$@"}
     */
    static void to(String script, int own) throws Complaint, IOException {
        String where = System.getProperty(WHERE, "");
        if (where.isEmpty()) throw new Complaint("Only bin/slipway can run a program: this is the JVM without it");
        try (OutputStream out = new FileOutputStream(where)) {
            out.write(("shift " + own + "\n" + script).getBytes(UTF_8));
        }
    }

    /** A word of the script that means exactly this text. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
