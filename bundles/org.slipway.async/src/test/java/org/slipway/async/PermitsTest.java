package org.slipway.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.async.Permits.Permit;

class PermitsTest {
    private final Turns turns = new Turns();
    private final Permits permits = new Permits(turns.promises, 2);

    private Promise<Permit> acquire(Switch scope) {
        Promise<Permit> permit = permits.acquire(scope);
        turns.run();
        return permit;
    }

    private Switch scope() {
        return new Switch(turns.promises);
    }

    @Test
    void only_so_many_are_admitted() {
        assertThat(acquire(scope()).isDone()).isTrue();
        assertThat(acquire(scope()).isDone()).isTrue();
        assertThat(acquire(scope()).isDone()).isFalse();
    }

    @Test
    void who_came_first_is_served_first() throws Exception {
        Promise<Permit> first = acquire(scope());
        acquire(scope());
        Promise<Permit> third = acquire(scope());
        Promise<Permit> fourth = acquire(scope());
        first.getValue().release();
        turns.run();
        assertThat(third.isDone()).isTrue();
        assertThat(fourth.isDone()).isFalse();
    }

    @Test
    void releasing_twice_admits_one() throws Exception {
        Promise<Permit> first = acquire(scope());
        acquire(scope());
        acquire(scope());
        Promise<Permit> fourth = acquire(scope());
        first.getValue().release();
        first.getValue().release();
        turns.run();
        assertThat(fourth.isDone()).isFalse();
    }

    @Test
    void a_scope_that_goes_off_releases_its_permit() {
        Switch scope = scope();
        acquire(scope);
        acquire(scope());
        Promise<Permit> waiting = acquire(scope());
        scope.off();
        turns.run();
        assertThat(waiting.isDone()).isTrue();
    }

    @Test
    void a_scope_that_goes_off_gives_up_its_place_in_the_queue() throws Exception {
        Promise<Permit> first = acquire(scope());
        acquire(scope());
        Switch scope = scope();
        Promise<Permit> given = acquire(scope);
        Promise<Permit> next = acquire(scope());
        scope.off();
        assertThat(turns.failure(given)).isInstanceOf(CancellationException.class);
        first.getValue().release();
        turns.run();
        assertThat(next.isDone()).isTrue();
    }

    @Test
    void a_scope_already_off_gets_nothing_and_takes_nothing() {
        Switch scope = scope();
        scope.off();
        Promise<Permit> none = acquire(scope);
        assertThat(none.isDone()).isTrue();
        assertThat(acquire(scope()).isDone()).isTrue();
        assertThat(acquire(scope()).isDone()).isTrue();
    }

    @Test
    void who_waits_is_admitted_when_there_are_more() {
        acquire(scope());
        acquire(scope());
        Promise<Permit> third = acquire(scope());
        Promise<Permit> fourth = acquire(scope());
        permits.resize(3);
        turns.run();
        assertThat(third.isDone()).isTrue();
        assertThat(fourth.isDone()).isFalse();
    }

    @Test
    void when_there_are_fewer_who_has_one_keeps_it_and_the_next_waits_for_all_too_many() throws Exception {
        Promise<Permit> first = acquire(scope());
        Promise<Permit> second = acquire(scope());
        Promise<Permit> third = acquire(scope());
        permits.resize(1);
        first.getValue().release();
        turns.run();
        assertThat(third.isDone()).isFalse();
        second.getValue().release();
        turns.run();
        assertThat(third.isDone()).isTrue();
    }

    @Test
    void resizing_twice_counts_from_the_last_size() {
        permits.resize(1);
        permits.resize(3);
        for (int i = 0; i < 3; i++) assertThat(acquire(scope()).isDone()).isTrue();
        assertThat(acquire(scope()).isDone()).isFalse();
    }
}
