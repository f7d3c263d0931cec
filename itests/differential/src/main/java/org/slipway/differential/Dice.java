package org.slipway.differential;

import java.util.Random;

/** Choices made by a seed. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    /** Whether something happens that happens so often in a hundred cases. */
    boolean in100(int times) {
        return random.nextInt(100) < times;
    }

    /** From 0 to but without the limit. */
    int below(int limit) {
        return random.nextInt(limit);
    }

    String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    String hex(int digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits; i++) text.append(Character.forDigit(random.nextInt(16), 16));
        return text.toString();
    }

    String base32(int digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits; i++) text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
        return text.toString();
    }
}
