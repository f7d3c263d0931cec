package org.slipway.api.launch;

import java.nio.file.Path;

/** Whether a launch plan is there now. */
public sealed interface Keeping {
    record Kept(Path plan) implements Keeping {}

    /** @param why it needs the JVM each time; for the curious */
    record Refused(String why) implements Keeping {}
}
