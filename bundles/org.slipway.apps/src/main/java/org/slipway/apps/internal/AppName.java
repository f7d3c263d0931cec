package org.slipway.apps.internal;

import java.util.regex.Pattern;

import org.slipway.api.app.BadApp;

/** What can be the name of an application and of its launcher: one piece of a path, and plain text in a script. */
final class AppName {
    /** As the reference has it, and no control characters. */
    private static final Pattern NAME = Pattern.compile("[^./\\\\:=;'\"\\p{Cntrl}][^/\\\\:=;'\"\\p{Cntrl}]*");

    private AppName() {}

    static boolean isOne(String text) {
        return NAME.matcher(text).matches();
    }

    static void check(String text) throws BadApp {
        if (text.equals("0install"))
            throw new BadApp(
                    "Creating an application called '0install' would cause trouble; try e.g. '00install' instead");
        if (!isOne(text)) throw new BadApp("Invalid application name '" + text + "'");
    }
}
