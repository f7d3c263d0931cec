package org.slipway.itests.distribution;

import java.util.List;
import java.util.stream.Stream;

/** Of command lines, those that begin with a star are run by every build, and the others only by the proof. */
final class Sample {
    private static final boolean ALL = Integer.getInteger("slipway.effort", 1) > 1;

    private Sample() {}

    static List<String> of(String... lines) {
        return Stream.of(lines)
                .filter(line -> ALL || line.startsWith("*"))
                .map(line -> line.startsWith("*") ? line.substring(1) : line)
                .toList();
    }
}
