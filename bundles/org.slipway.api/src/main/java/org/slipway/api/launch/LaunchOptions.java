package org.slipway.api.launch;

import java.util.Optional;

/**
 * @param main run this file of the root implementation instead of the command's
 * @param wrapper a shell command line that gets the program's command line appended
 */
public record LaunchOptions(Optional<String> main, Optional<String> wrapper) {
    public static final LaunchOptions NONE = new LaunchOptions(Optional.empty(), Optional.empty());
}
