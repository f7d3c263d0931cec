package org.slipway.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;

class SwitchTest {
    private final Turns turns = new Turns();
    private final Switch scope = new Switch(turns.promises);
    private final List<String> log = new ArrayList<>();

    @Test
    void hooks_run_in_reverse_order() {
        scope.onOff(() -> {
            log.add("directory");
        });
        scope.onOff(() -> {
            log.add("download");
        });
        scope.off();
        turns.run();
        assertThat(log).containsExactly("download", "directory");
    }

    @Test
    void each_hook_is_awaited_before_the_next() {
        Deferred<Done> closing = turns.promises.deferred();
        scope.onOff(() -> {
            log.add("directory");
        });
        scope.onOff(closing::getPromise);
        Promise<Done> off = scope.off();
        turns.run();
        assertThat(log).isEmpty();
        assertThat(off.isDone()).isFalse();

        closing.resolve(Done.DONE);
        turns.run();
        assertThat(log).containsExactly("directory");
        assertThat(off.isDone()).isTrue();
    }

    @Test
    void the_first_error_is_kept_and_the_other_hooks_still_run() throws Exception {
        scope.onOff(() -> {
            log.add("last");
            throw new IllegalStateException("second");
        });
        scope.onOff(() -> {
            throw new IllegalStateException("first");
        });
        assertThat(turns.failure(scope.off())).hasMessage("first");
        assertThat(log).containsExactly("last");
    }

    @Test
    void turning_it_off_twice_runs_hooks_once() {
        scope.onOff(() -> {
            log.add("hook");
        });
        assertThat(scope.off()).isSameAs(scope.off());
        turns.run();
        assertThat(log).containsExactly("hook");
    }

    @Test
    void a_hook_added_too_late_runs_at_once() {
        scope.off();
        turns.run();
        scope.onOff(() -> {
                    log.add("late");
                })
                .remove();
        assertThat(log).containsExactly("late");
    }

    @Test
    void a_hook_added_while_others_are_awaited_is_awaited_too() {
        Deferred<Done> closing = turns.promises.deferred();
        scope.onOff(closing::getPromise);
        Promise<Done> off = scope.off();
        turns.run();

        Deferred<Done> late = turns.promises.deferred();
        scope.onOff(() -> {
            log.add("late");
            return late.getPromise();
        });
        assertThat(log).isEmpty();
        closing.resolve(Done.DONE);
        turns.run();
        assertThat(log).containsExactly("late");
        assertThat(off.isDone()).isFalse();
        late.resolve(Done.DONE);
        turns.run();
        assertThat(off.isDone()).isTrue();
    }

    @Test
    void a_removed_hook_does_not_run() {
        Runnable hook = () -> log.add("hook");
        Switch.Registration registration = scope.onOff(hook);
        scope.onOff(hook);
        registration.remove();
        scope.off();
        turns.run();
        assertThat(log).containsExactly("hook");
    }

    @Test
    void a_child_goes_off_with_its_parent_and_is_awaited() {
        Deferred<Done> closing = turns.promises.deferred();
        Switch child = scope.child();
        child.onOff(closing::getPromise);
        Promise<Done> off = scope.off();
        turns.run();
        assertThat(child.isOff()).isTrue();
        assertThat(off.isDone()).isFalse();
        closing.resolve(Done.DONE);
        turns.run();
        assertThat(off.isDone()).isTrue();
    }

    @Test
    void a_child_goes_off_without_its_parent() {
        Switch child = scope.child();
        child.onOff(() -> {
            log.add("child");
        });
        child.off();
        turns.run();
        assertThat(scope.isOff()).isFalse();
        scope.off();
        turns.run();
        assertThat(log).containsExactly("child");
    }
}
