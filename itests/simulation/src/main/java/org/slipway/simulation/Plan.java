package org.slipway.simulation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** What people, the machine and the plug-ins do while a program runs. */
final class Plan {

    enum Answering {
        AT_ONCE,
        LATE,
        NEVER,
        NO,
        NOBODY
    }

    final Answering answering;
    final OptionalInt cancelAt;
    final OptionalInt clockJumpAt;
    final Duration clockJump;
    final OptionalInt diskFullAt;
    final OptionalInt transportLeavesAt;
    /** Counted from when the first archive is asked for. */
    final OptionalInt formatLeavesAt;
    /** Whether there is another one that can do the same. */
    final boolean substitute;
    /** Whether two want the same at the same time. */
    final boolean twins;
    /** Whether, of the two, only one gives up. */
    final boolean otherGoesOn;
    /** Whether another process wants the same at the same time. */
    final boolean neighbour;
    /** How often it is tried. */
    final int runs;
    /** Whether it is tried once more when all is well. */
    final boolean calmEnd;

    final Dice loop;
    final Dice user;

    Plan(Dice dice) {
        this.answering = dice.percent(70)
                ? dice.of(List.of(Answering.AT_ONCE, Answering.LATE))
                : dice.of(List.of(Answering.NEVER, Answering.NO, Answering.NOBODY));
        this.cancelAt = event(dice, 20);
        this.clockJumpAt = event(dice, 15);
        this.clockJump = Duration.ofMinutes(dice.between(-60 * 24 * 3, 60 * 24 * 3));
        this.diskFullAt = dice.percent(10) ? OptionalInt.of(dice.below(40)) : OptionalInt.empty();
        this.transportLeavesAt = event(dice, 8);
        this.formatLeavesAt = dice.percent(10) ? OptionalInt.of(dice.below(80)) : OptionalInt.empty();
        this.substitute = dice.percent(50);
        this.twins = dice.percent(15);
        this.otherGoesOn = dice.percent(50);
        this.neighbour = dice.percent(8);
        this.runs = dice.between(1, 2);
        this.calmEnd = dice.percent(40);
        this.loop = dice.apart();
        this.user = dice.apart();
    }

    private static OptionalInt event(Dice dice, int chance) {
        return dice.percent(chance) ? OptionalInt.of(dice.below(dice.of(List.of(30, 200, 1000)))) : OptionalInt.empty();
    }

    /** Nobody and nothing stops a run that could succeed. */
    boolean isFavourable() {
        return cancelAt.isEmpty() && isFavourableButForCancel();
    }

    boolean isFavourableButForCancel() {
        boolean answers = answering == Answering.AT_ONCE || answering == Answering.LATE;
        boolean leaves = transportLeavesAt.isPresent() || formatLeavesAt.isPresent();
        return answers && diskFullAt.isEmpty() && (substitute || !leaves);
    }

    void count(World world) {
        Trace trace = world.trace;
        switch (answering) {
            case AT_ONCE -> {}
            case LATE -> trace.injected(Fault.LATE_USER);
            case NEVER -> trace.injected(Fault.SILENT_USER);
            case NO -> trace.injected(Fault.REFUSING_USER);
            case NOBODY -> trace.injected(Fault.ABSENT_USER);
        }
        if (cancelAt.isPresent()) trace.injected(Fault.CANCEL);
        if (clockJumpAt.isPresent()) trace.injected(Fault.CLOCK_JUMP);
        if (diskFullAt.isPresent()) trace.injected(Fault.DISK_FULL);
        if (transportLeavesAt.isPresent()) trace.injected(Fault.TRANSPORT_LEAVES);
        if (neighbour) trace.injected(Fault.OTHER_PROCESS);
        if (formatLeavesAt.isPresent()) trace.injected(Fault.FORMAT_LEAVES);
    }
}
