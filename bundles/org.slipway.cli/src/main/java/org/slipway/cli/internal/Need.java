package org.slipway.cli.internal;

import java.util.Locale;

/** Why an implementation is kept, the strongest reason first. */
enum Need {
    APP("applications run them, or could be rolled back to them"),
    LOCK("locks name them"),
    PLUG_IN("plug-ins lie in them"),
    RUNNING("programs run that use them"),
    LAUNCH_PLAN("launch plans start them"),
    RECENT("they were used or stored lately");

    private final String sentence;

    Need(String sentence) {
        this.sentence = sentence;
    }

    /** What is said of several implementations. */
    String sentence() {
        return sentence;
    }

    /** For programs. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
