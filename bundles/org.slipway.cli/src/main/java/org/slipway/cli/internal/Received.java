package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far a download has come, or several together.
 *
 * @param size of all of it, if it is known
 * @param rate in bytes a second, if it is known
 */
record Received(long bytes, OptionalLong size, OptionalLong rate) {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    /** The amount, the rate and the time that is left, as far as they are known. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (bytes > 0 || size.isPresent())
            words.add(Sizes.text(bytes) + (size.isPresent() ? " of " + Sizes.text(size.getAsLong()) : ""));
        rate.ifPresent(known -> words.add(Sizes.text(known) + "/s"));
        if (size.isPresent() && rate.orElse(0) > 0 && size.getAsLong() > bytes)
            words.add(time((size.getAsLong() - bytes + rate.getAsLong() - 1) / rate.getAsLong()) + " left");
        return words;
    }

    private static String time(long seconds) {
        if (seconds < 2 * MINUTE) return seconds + " s";
        if (seconds < 2 * HOUR) return (seconds + MINUTE - 1) / MINUTE + " min";
        return (seconds + HOUR - 1) / HOUR + " h";
    }
}
