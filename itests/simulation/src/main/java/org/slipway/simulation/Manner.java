package org.slipway.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a server treats one request.
 *
 * @param connect milliseconds until the connection stands
 * @param head milliseconds from there to the head of the answer
 * @param chunk bytes at a time
 * @param gap milliseconds between them
 * @param at after which part of the body the fault comes, in percent; below 0 before the head
 */
record Manner(int connect, int head, int chunk, int gap, Optional<Fault> fault, int at) {

    /** What a transport gets over by itself. */
    static final Set<Fault> HARMLESS = EnumSet.of(Fault.DELAY, Fault.REDIRECT, Fault.NO_RANGES);

    /** What the next request may not meet any more. */
    static final Set<Fault> PASSING = EnumSet.of(Fault.RESET, Fault.TRUNCATION, Fault.UNAVAILABLE);

    /** After which somebody else is asked. */
    static final Set<Fault> NETWORK = EnumSet.of(
            Fault.RESET,
            Fault.TRUNCATION,
            Fault.REDIRECT_LOOP,
            Fault.STALL,
            Fault.TRICKLE,
            Fault.HANG,
            Fault.PROXY_REFUSAL,
            Fault.UNAVAILABLE,
            Fault.MISSING);

    static Manner good(Dice dice) {
        return new Manner(
                dice.between(1, 60),
                dice.between(1, 200),
                dice.between(200, 4000),
                dice.between(0, 150),
                Optional.empty(),
                0);
    }

    static Manner bad(Dice dice, Set<Fault> faults) {
        Fault fault = dice.of(List.copyOf(EnumSet.copyOf(faults)));
        Manner good = good(dice);
        int at = dice.between(-20, 99);
        int head = fault == Fault.DELAY ? dice.between(3000, 24000) : good.head;
        return new Manner(good.connect, head, good.chunk, good.gap, Optional.of(fault), at);
    }

    static List<Manner> several(Dice dice, Set<Fault> faults, int most) {
        List<Manner> manners = new ArrayList<>();
        int count = dice.between(1, most);
        while (manners.size() < count) manners.add(bad(dice, faults));
        return manners;
    }

    boolean isHarmless() {
        return fault.isEmpty() || HARMLESS.contains(fault.get());
    }
}
