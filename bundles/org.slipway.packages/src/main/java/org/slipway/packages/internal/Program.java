package org.slipway.packages.internal;

import java.io.IOException;
import java.util.List;

/** Asks a program of the system. */
interface Program {

    /** @throws IOException if it cannot be started, takes too long or says too much */
    Answer ask(List<String> command) throws IOException;

    /** @param text what it has printed */
    record Answer(int status, String text) {

        /** For programs that fail only if there is no answer. */
        String orFailure() throws IOException {
            if (status != 0) throw new IOException("it ended with status " + status);
            return text;
        }
    }
}
