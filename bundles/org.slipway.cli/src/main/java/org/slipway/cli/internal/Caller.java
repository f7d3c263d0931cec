package org.slipway.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Who has typed the command: all that there is once for each of them, and not once for a process. Usually that is the process
 * itself; in a host that stays it is the client that has handed the command over.
 */
public interface Caller {

    /** With what {@code bin/slipway} has added or changed. */
    Map<String, String> environment();

    InputStream in();

    /** Standard output; flushing it tells whether everything has arrived. */
    OutputStream out();

    OutputStream err();

    /** Fails if there is no terminal. Blocks. */
    Keyboard keyboard() throws IOException;

    /** How {@code bin/slipway} becomes another program when the command is done. */
    void become(byte[] script) throws Complaint, IOException;

    /**
     * What is done when the caller does not want to wait any more.
     *
     * @return takes it back
     */
    Runnable onStop(Runnable action);

    /** The two halves of a terminal. */
    record Keyboard(InputStream typed, OutputStream screen) {}
}
