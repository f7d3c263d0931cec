package org.slipway.cli.internal;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;

/** A terminal of two files. */
final class TerminalOfFiles {
    private TerminalOfFiles() {}

    static TerminalDevice device(Console console, Path keyboard, Path screen) {
        return new TerminalDevice(
                console,
                () -> new Caller.Keyboard(
                        new FileInputStream(keyboard.toFile()), new FileOutputStream(screen.toFile(), true)));
    }
}
