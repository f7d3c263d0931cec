package org.slipway.recipes.internal;

import org.slipway.model.feed.RetrievalMethod;
import org.slipway.model.feed.RetrievalMethod.Step;

/** How much a retrieval method may unpack, so that a small archive cannot fill the disk before its digest is known. */
final class Allowance {

    /** What every method may have. */
    static final long BASE = 1L << 30;

    /** What may come from where no size is declared: another implementation, or a step of somebody else. */
    static final long UNDECLARED = 16L << 30;

    private final long ratio;

    /** @param ratio a byte of an archive may become so many: text that repeats itself compresses well */
    Allowance(long ratio) {
        this.ratio = ratio;
    }

    long of(RetrievalMethod method) {
        long allowed = BASE;
        for (Step step : method.steps()) allowed = plus(allowed, of(step));
        return allowed;
    }

    private long of(Step step) {
        return step.fold(
                archive -> times(archive.size().orElse(0)),
                file -> file.size().orElse(0),
                rename -> 0L,
                remove -> 0L,
                copyFrom -> UNDECLARED,
                foreign -> UNDECLARED);
    }

    private long times(long size) {
        return size > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : size * ratio;
    }

    private static long plus(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
