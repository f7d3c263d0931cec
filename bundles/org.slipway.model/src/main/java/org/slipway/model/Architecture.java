package org.slipway.model;

import java.util.Optional;

/**
 * Operating system and processor, as in {@code arch="Linux-x86_64"}; {@code *} means any. Values that are not known are
 * kept: they match no machine. Source: feed specification, "Architectures".
 *
 * @param os absent for any
 * @param cpu absent for any; {@code src} means source code
 */
public record Architecture(Optional<String> os, Optional<String> cpu) {

    public static final Architecture ANY = new Architecture(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException without exactly one hyphen between two parts */
    public static Architecture of(String text) {
        int dash = text.indexOf('-');
        if (dash <= 0 || dash == text.length() - 1)
            throw new IllegalArgumentException("Malformed arch '" + text + "': expected OS-CPU");
        return new Architecture(part(text.substring(0, dash)), part(text.substring(dash + 1)));
    }

    private static Optional<String> part(String text) {
        return text.equals("*") ? Optional.empty() : Optional.of(text);
    }

    public boolean source() {
        return cpu.filter("src"::equals).isPresent();
    }

    @Override
    public String toString() {
        return os.orElse("*") + "-" + cpu.orElse("*");
    }
}
