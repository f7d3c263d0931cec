package org.slipway.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;

class OnceTest {
    private final Turns turns = new Turns();
    private Promise<Done> rest = turns.promises.resolved(Done.DONE);
    private final Once<String, String> once = new Once<>(turns.promises, "aborted", value -> rest);
    private final List<Deferred<String>> started = new ArrayList<>();
    private final List<Switch> scopes = new ArrayList<>();

    private Promise<String> get(String name, Switch scope) {
        Promise<String> value = once.get(
                name,
                inner -> {
                    Deferred<String> work = turns.promises.deferred();
                    inner.onOff(() -> {
                        if (!work.getPromise().isDone()) work.resolve("stopped");
                    });
                    started.add(work);
                    scopes.add(inner);
                    return work.getPromise();
                },
                scope);
        turns.run();
        return value;
    }

    private Switch scope() {
        return new Switch(turns.promises);
    }

    @Test
    void who_comes_while_it_is_under_way_joins() throws Exception {
        Promise<String> first = get("a", scope());
        Promise<String> second = get("a", scope());
        started.get(0).resolve("value");
        turns.run();
        assertThat(started).hasSize(1);
        assertThat(first.getValue()).isEqualTo("value");
        assertThat(second.getValue()).isEqualTo("value");
    }

    @Test
    void other_names_are_other_work() {
        get("a", scope());
        get("b", scope());
        assertThat(started).hasSize(2);
    }

    @Test
    void it_is_done_anew_after_it_has_ended() {
        get("a", scope());
        started.get(0).resolve("value");
        turns.run();
        get("a", scope());
        assertThat(started).hasSize(2);
    }

    @Test
    void who_comes_while_the_rest_is_awaited_gets_the_value() throws Exception {
        Deferred<Done> later = turns.promises.deferred();
        rest = later.getPromise();
        get("a", scope());
        started.get(0).resolve("value");
        turns.run();
        assertThat(get("a", scope()).getValue()).isEqualTo("value");
        assertThat(scopes.get(0).isOff()).isFalse();
        later.resolve(Done.DONE);
        turns.run();
        assertThat(started).hasSize(1);
        assertThat(scopes.get(0).isOff()).isTrue();
    }

    @Test
    void one_who_leaves_does_not_stop_it_for_the_others() throws Exception {
        Switch leaver = scope();
        Promise<String> left = get("a", leaver);
        Promise<String> stays = get("a", scope());
        leaver.off();
        turns.run();
        assertThat(left.getValue()).isEqualTo("aborted");
        assertThat(stays.isDone()).isFalse();
        started.get(0).resolve("value");
        turns.run();
        assertThat(stays.getValue()).isEqualTo("value");
    }

    @Test
    void the_last_who_leaves_stops_it_and_awaits_that() {
        Switch leaver = scope();
        get("a", leaver);
        Deferred<Done> closing = turns.promises.deferred();
        scopes.get(0).onOff(() -> closing.getPromise());
        Promise<Done> off = leaver.off();
        turns.run();
        assertThat(scopes.get(0).isOff()).isTrue();
        assertThat(off.isDone()).isFalse();
        closing.resolve(Done.DONE);
        turns.run();
        assertThat(off.isDone()).isTrue();
    }

    @Test
    void the_last_who_leaves_awaits_the_work_that_has_not_noticed_yet() {
        Deferred<String> slow = turns.promises.deferred();
        Switch leaver = scope();
        once.get("a", inner -> slow.getPromise(), leaver);
        turns.run();
        Promise<Done> off = leaver.off();
        turns.run();
        assertThat(off.isDone()).isFalse();
        slow.resolve("too late");
        turns.run();
        assertThat(off.isDone()).isTrue();
    }

    @Test
    void who_leaves_while_what_has_ended_is_cleaned_up_awaits_that() throws Exception {
        Switch one = scope();
        Switch other = scope();
        Promise<String> value = get("a", one);
        get("a", other);
        Deferred<Done> closing = turns.promises.deferred();
        scopes.get(0).onOff(() -> closing.getPromise());
        started.get(0).resolve("value");
        turns.run();
        assertThat(value.getValue()).isEqualTo("value");
        Promise<Done> off = one.off();
        Promise<Done> otherOff = other.off();
        turns.run();
        assertThat(off.isDone()).isFalse();
        assertThat(otherOff.isDone()).isFalse();
        closing.resolve(Done.DONE);
        turns.run();
        assertThat(off.isDone()).isTrue();
        assertThat(otherOff.isDone()).isTrue();
    }

    @Test
    void who_comes_after_the_last_has_left_starts_anew() {
        Switch leaver = scope();
        get("a", leaver);
        leaver.off();
        get("a", scope());
        assertThat(started).hasSize(2);
    }

    @Test
    void a_scope_that_is_off_starts_nothing() throws Exception {
        Switch off = scope();
        off.off();
        assertThat(get("a", off).getValue()).isEqualTo("aborted");
        assertThat(started).isEmpty();
    }

    @Test
    void a_failure_reaches_all_and_is_not_kept() throws Exception {
        Promise<String> first = get("a", scope());
        Promise<String> second = get("a", scope());
        started.get(0).fail(new IllegalStateException("defect"));
        assertThat(turns.failure(first)).hasMessage("defect");
        assertThat(turns.failure(second)).hasMessage("defect");
        get("a", scope());
        assertThat(started).hasSize(2);
    }
}
