package org.slipway.cli.internal;

import java.io.OutputStream;
import java.io.PrintStream;

/** What is to be done is done. */
final class NoDryRun {
    private NoDryRun() {}

    static DryRun begun() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new DryRun(null, new Console(nowhere, nowhere, false), null, null, null);
    }
}
