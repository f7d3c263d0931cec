package org.slipway.web.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * What is shown, as one document that is replaced as a whole: whoever comes late, or comes again, sees what all others see.
 * On the loop, but for {@link #sheet}.
 */
final class Board {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Rates go down, too, while nothing comes. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration LAST_LOOK = Duration.ofSeconds(2);
    /** A browser that starts is given so long to show how a command has ended that was quicker. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

    private final Loop loop;
    private final Switch scope;
    private final Supplier<Object> view;
    private final Map<Watcher, Long> watchers = new LinkedHashMap<>();
    private final Deferred<Done> seen;
    private volatile Sheet sheet = new Sheet(0, "", false);
    private boolean due;
    private boolean visited;

    /**
     * @param number of the document
     * @param last whether none comes after it
     */
    record Sheet(long number, String text, boolean last) {}

    /** @param view what is to be shown, when it is asked */
    Board(Loop loop, Switch scope, Supplier<Object> view) {
        this.loop = loop;
        this.scope = scope;
        this.view = view;
        this.seen = loop.promises().deferred();
        tick();
        changed();
    }

    /** From any thread. */
    Sheet sheet() {
        return sheet;
    }

    /** Shows it soon, with what else changes until then. */
    void changed() {
        if (due || sheet.last()) return;
        due = true;
        loop.after(PAUSE, () -> publish(false), scope);
    }

    private void publish(boolean last) {
        if (sheet.last()) return;
        due = false;
        String text = Json.of(view.get());
        if (last || !text.equals(sheet.text())) sheet = new Sheet(sheet.number() + 1, text, last);
        ring();
    }

    private void ring() {
        watchers.keySet().forEach(watcher -> watcher.bell().ring());
    }

    private void tick() {
        loop.after(
                TICK,
                () -> {
                    publish(false);
                    tick();
                },
                scope);
    }

    Watcher watch() {
        Watcher watcher = new Watcher(this, loop.bell());
        watchers.put(watcher, 0L);
        visited = true;
        if (sheet.last()) loop.after(LAST_LOOK, this::isSeen, scope);
        watcher.bell().ring();
        return watcher;
    }

    int watched() {
        return watchers.size();
    }

    boolean isWatched() {
        return !watchers.isEmpty();
    }

    /** Whether anybody has ever looked on. */
    boolean isVisited() {
        return visited;
    }

    void left(Watcher watcher) {
        watchers.remove(watcher);
        lookAround();
    }

    void delivered(Watcher watcher, long number) {
        watchers.computeIfPresent(watcher, (one, before) -> number);
        lookAround();
    }

    /**
     * Shows the last document; resolves when everybody has it, or after a short time. Somebody who has not come yet is waited
     * for, unless the scope is being turned off.
     */
    Promise<Done> end() {
        publish(true);
        if (isExpected()) loop.after(FIRST_LOOK, this::giveUp, scope);
        else loop.after(LAST_LOOK, this::isSeen, scope);
        lookAround();
        return seen.getPromise();
    }

    private boolean isExpected() {
        return !visited && !scope.isOff();
    }

    private void giveUp() {
        if (!visited) isSeen();
    }

    private void lookAround() {
        if (isExpected()) return;
        if (sheet.last() && watchers.values().stream().allMatch(number -> number == sheet.number())) isSeen();
    }

    private void isSeen() {
        if (!seen.getPromise().isDone()) seen.resolve(Done.DONE);
    }
}
