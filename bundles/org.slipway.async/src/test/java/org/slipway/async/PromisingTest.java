package org.slipway.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Promising.Action;

class PromisingTest {
    private final Turns turns = new Turns();
    private final List<String> log = new ArrayList<>();

    @Test
    void the_first_to_resolve_wins_and_late_answers_are_ignored() throws Exception {
        Deferred<String> primary = turns.promises.deferred();
        Deferred<String> mirror = turns.promises.deferred();
        Promise<String> first = Promising.first(turns.promises, List.of(primary.getPromise(), mirror.getPromise()));
        mirror.resolve("mirror");
        turns.run();
        primary.resolve("primary");
        turns.run();
        assertThat(first.getValue()).isEqualTo("mirror");
    }

    @Test
    void a_failure_wins_too() throws Exception {
        Deferred<String> primary = turns.promises.deferred();
        Deferred<String> mirror = turns.promises.deferred();
        Promise<String> first = Promising.first(turns.promises, List.of(primary.getPromise(), mirror.getPromise()));
        primary.fail(new IllegalStateException("lost"));
        assertThat(turns.failure(first)).hasMessage("lost");
    }

    @Test
    void a_race_without_racers_is_refused() {
        assertThatThrownBy(() -> Promising.first(turns.promises, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Promise<Action<String>> step(String name, Promise<Done> ready) {
        return ready.map(x -> state -> {
            log.add(name);
            return turns.promises.resolved(state + name);
        });
    }

    @Test
    void steps_are_applied_in_order_each_as_soon_as_it_can() throws Exception {
        Deferred<Done> first = turns.promises.deferred();
        Deferred<Done> second = turns.promises.deferred();
        Promise<String> done = Promising.inSeries(
                turns.promises, List.of(step("a", first.getPromise()), step("b", second.getPromise())), "");
        second.resolve(Done.DONE);
        turns.run();
        assertThat(log).isEmpty();
        first.resolve(Done.DONE);
        turns.run();
        assertThat(log).containsExactly("a", "b");
        assertThat(done.getValue()).isEqualTo("ab");
    }

    @Test
    void a_step_that_fails_keeps_those_after_it_from_being_applied() throws Exception {
        Promise<String> done = Promising.inSeries(
                turns.promises,
                List.of(
                        turns.promises.failed(new IllegalStateException("broken")),
                        step("b", turns.promises.resolved(Done.DONE))),
                "");
        assertThat(turns.failure(done)).hasMessage("broken");
        assertThat(log).isEmpty();
    }

    @Test
    void a_scope_is_closed_and_awaited_before_the_result_is_given() {
        Deferred<Done> closing = turns.promises.deferred();
        Promise<String> result = Promising.using(turns.promises, scope -> {
            scope.onOff(closing::getPromise);
            return turns.promises.resolved("made");
        });
        turns.run();
        assertThat(result.isDone()).isFalse();
        closing.resolve(Done.DONE);
        turns.run();
        assertThat(result.isDone()).isTrue();
    }

    @Test
    void a_scope_is_closed_when_the_body_throws_or_fails() throws Exception {
        Promise<String> thrown = Promising.using(turns.promises, scope -> {
            scope.onOff(() -> {
                log.add("closed");
            });
            throw new IllegalStateException("body");
        });
        assertThat(turns.failure(thrown)).hasMessage("body");
        assertThat(log).containsExactly("closed");
    }

    @Test
    void an_error_of_closing_never_masks_the_error_of_the_body() throws Exception {
        Promise<String> result = Promising.using(turns.promises, scope -> {
            scope.onOff(() -> {
                throw new IllegalStateException("closing");
            });
            return turns.promises.failed(new IllegalStateException("body"));
        });
        assertThat(turns.failure(result)).hasMessage("body");
    }

    @Test
    void an_error_of_closing_is_not_lost() throws Exception {
        Promise<String> result = Promising.using(turns.promises, scope -> {
            scope.onOff(() -> {
                throw new IllegalStateException("closing");
            });
            return turns.promises.resolved("made");
        });
        assertThat(turns.failure(result)).hasMessage("closing");
    }

    @Test
    void a_scope_within_another_is_turned_off_with_it() {
        Switch outer = new Switch(turns.promises);
        List<Switch> inner = new ArrayList<>();
        Promising.using(turns.promises, outer, scope -> {
            inner.add(scope);
            return turns.promises.<String>deferred().getPromise();
        });
        turns.run();
        outer.off();
        assertThat(inner.get(0).isOff()).isTrue();
    }

    @Test
    void a_scope_within_another_leaves_nothing_in_it() throws Exception {
        Switch outer = new Switch(turns.promises);
        Promise<String> made = Promising.using(turns.promises, outer, scope -> {
            scope.onOff(() -> {
                log.add("closed");
            });
            return turns.promises.resolved("made");
        });
        turns.run();
        assertThat(made.getValue()).isEqualTo("made");
        outer.off();
        turns.run();
        assertThat(log).containsExactly("closed");
    }

    @Test
    void turning_the_outer_scope_off_awaits_the_inner_one() {
        Switch outer = new Switch(turns.promises);
        Deferred<Done> closing = turns.promises.deferred();
        Promising.using(turns.promises, outer, scope -> {
            scope.onOff(closing::getPromise);
            return turns.promises.<String>deferred().getPromise();
        });
        turns.run();
        Promise<Done> off = outer.off();
        turns.run();
        assertThat(off.isDone()).isFalse();
        closing.resolve(Done.DONE);
        turns.run();
        assertThat(off.isDone()).isTrue();
    }
}
