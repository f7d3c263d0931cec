package org.slipway.cli.internal;

import java.io.IOException;

/** Tells something to whoever sits at the desktop, where there is one. */
final class Notification {
    private Notification() {}

    static void show(String text) {
        try {
            new ProcessBuilder("notify-send", "--app-name=slipway", "--", "Slipway", text)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream()
                    .close();
        } catch (IOException noDesktop) {
            return;
        }
    }
}
