package org.slipway.web.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Notices that something is asked, and nobody is there to see it. On the loop. */
final class Absence {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** A browser may have to start, and a person to find its window. */
    private static final int NOT_COME = 60;
    /** A page that is loaded again is away for a moment. */
    private static final int GONE = 30;

    private final Loop loop;
    private final Switch scope;
    private final Board board;
    private final BooleanSupplier asks;
    private final List<Runnable> actions = new ArrayList<>();
    private int alone;
    private boolean noticed;

    Absence(Loop loop, Switch scope, Board board, BooleanSupplier asks) {
        this.loop = loop;
        this.scope = scope;
        this.board = board;
        this.asks = asks;
        tick();
    }

    /** Once each time that all have gone. */
    void onNoticed(Runnable action) {
        actions.add(action);
    }

    private void tick() {
        loop.after(
                TICK,
                () -> {
                    look();
                    tick();
                },
                scope);
    }

    private void look() {
        if (board.isWatched()) {
            alone = 0;
            noticed = false;
            return;
        }
        alone++;
        if (noticed || alone < (board.isVisited() ? GONE : NOT_COME) || !asks.getAsBoolean()) return;
        noticed = true;
        actions.forEach(Runnable::run);
    }
}
