package org.slipway.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that is always the same for one seed. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice of their own, so that what is thrown with these does not change what is thrown with those. */
    Dice apart() {
        return new Dice(random.split());
    }

    /** From 0 to one below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Upper case. */
    String hex(int digits) {
        StringBuilder text = new StringBuilder();
        while (text.length() < digits) text.append("0123456789ABCDEF".charAt(random.nextInt(16)));
        return text.toString();
    }
}
