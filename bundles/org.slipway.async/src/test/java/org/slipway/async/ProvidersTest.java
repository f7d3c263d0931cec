package org.slipway.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

class ProvidersTest {
    private final OneThread loop = new OneThread();
    private final List<Map.Entry<Map<String, Object>, Supplier<String>>> present = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Providers<Supplier<String>> providers = new Providers<>(loop, "herald", () -> present, warnings::add);

    private void add(String answer, long ranking, long id) {
        present.add(Map.entry(
                Map.of("service.ranking", ranking, "service.id", id, "component.name", answer), () -> answer));
    }

    private static List<String> names(List<? extends Provider<?>> some) {
        return some.stream().map(Provider::name).toList();
    }

    private Provider<Supplier<String>> only() {
        return providers.all().get(0);
    }

    @Test
    void the_highest_ranking_comes_first_and_of_equals_the_older() {
        add("new", 0, 9);
        add("low", -1, 1);
        add("old", 0, 2);
        add("high", 5, 10);
        assertThat(names(providers.all())).containsExactly("high", "old", "new", "low");
        assertThat(names(providers.healthy())).containsExactly("high", "old", "new", "low");
    }

    @Test
    void without_properties_they_stay_in_order_and_are_called_by_their_class() {
        Supplier<String> first = () -> "first";
        Supplier<String> second = () -> "second";
        present.addAll(Providers.inOrder(List.of(first, second)));
        assertThat(providers.all()).extracting(Provider::service).containsExactly(first, second);
        assertThat(only().name()).isEqualTo(first.getClass().getName());
    }

    @Test
    void a_property_has_one_value_or_several_or_none() {
        present.add(Map.entry(
                Map.of(
                        "one",
                        "a",
                        "list",
                        List.of("a", "b"),
                        "array",
                        new String[] {"b", "a"},
                        "component.name",
                        7,
                        "service.ranking",
                        "high"),
                () -> ""));
        Provider<?> it = only();
        assertThat(it.texts("one")).containsExactly("a");
        assertThat(it.texts("list")).containsExactly("a", "b");
        assertThat(it.texts("array")).containsExactly("b", "a");
        assertThat(it.texts("none")).isEmpty();
        assertThat(it.number("service.ranking")).isZero();
        assertThat(it.name()).contains("ProvidersTest");
    }

    @Test
    void who_breaks_the_contract_is_named_once_and_asked_last() {
        add("broken", 9, 1);
        add("well", 0, 2);
        Provider.Defect defect = only().isBroken("it lied\nand lied");
        assertThat(defect).hasMessage("The herald broken does not work and is skipped: it lied?and lied");
        assertThat(defect.how()).isEqualTo("it lied?and lied");
        only().isBroken("it lied again");
        loop.turns.run();
        assertThat(warnings).containsExactly(defect.getMessage());
        assertThat(names(providers.healthy())).containsExactly("well");
        assertThat(names(providers.inTurn())).containsExactly("well", "broken");
        assertThat(names(providers.all())).containsExactly("broken", "well");
        assertThat(only().isLost()).isFalse();
    }

    @Test
    void who_does_not_come_back_is_not_asked_again() {
        add("stuck", 9, 1);
        only().isStuck("no answer");
        assertThat(providers.healthy()).isEmpty();
        assertThat(providers.inTurn()).isEmpty();
        assertThat(only().isLost()).isTrue();
    }

    @Test
    void being_replaced_is_a_new_beginning() {
        add("it", 0, 1);
        Provider<?> before = only();
        before.isStuck("no answer");
        var entry = present.remove(0);
        assertThat(before.isGone()).isTrue();
        assertThat(providers.all()).isEmpty();
        present.add(entry);
        assertThat(names(providers.healthy())).containsExactly("it");
        assertThat(before.isGone()).isFalse();
    }

    @Test
    void what_happens_to_one_that_is_leaving_is_not_its_fault() {
        add("it", 0, 1);
        Provider<?> it = only();
        var entry = present.remove(0);
        it.isBroken("its bundle is gone");
        present.add(entry);
        loop.turns.run();
        assertThat(warnings).isEmpty();
        assertThat(names(providers.healthy())).containsExactly("it");
    }

    @Test
    void an_answer_is_an_answer_and_so_is_a_checked_failure() throws Exception {
        add("it", 0, 1);
        assertThat(only().<String>ask(Provider.AT_ONCE, Supplier::get)).isEqualTo("it");
        assertThat(only().tryAsk(Provider.AT_ONCE, Supplier::get)).contains("it");
        assertThatThrownBy(() -> only().ask(Provider.AT_ONCE, service -> {
                    throw new IOException("the file is not there");
                }))
                .isInstanceOf(IOException.class);
        assertThat(names(providers.healthy())).containsExactly("it");
    }

    @Test
    void null_and_whatever_is_unchecked_is_a_defect() {
        for (Provider.Question<Supplier<String>, String> question :
                List.<Provider.Question<Supplier<String>, String>>of(
                        service -> null,
                        service -> {
                            throw new IllegalStateException("thrown");
                        },
                        service -> {
                            throw new NoClassDefFoundError("thrown");
                        },
                        service -> {
                            throw new StackOverflowError("thrown");
                        })) {
            present.clear();
            add("it", 0, 1);
            assertThatThrownBy(() -> only().ask(Provider.AT_ONCE, question)).isInstanceOf(Provider.Defect.class);
            assertThat(providers.healthy()).isEmpty();
            assertThat(only().isLost()).isFalse();
            assertThat(only().tryAsk(Provider.AT_ONCE, question)).isEmpty();
        }
        loop.turns.run();
        assertThat(warnings)
                .hasSize(4)
                .anyMatch(it -> it.endsWith("java.lang.NullPointerException: it has answered nothing"));
    }

    @Test
    void where_no_failure_is_an_answer_a_checked_one_is_a_defect() {
        add("it", 0, 1);
        assertThat(only().tryAsk(Provider.AT_ONCE, service -> {
                    throw new IOException("checked");
                }))
                .isEmpty();
        loop.turns.run();
        assertThat(warnings).hasSize(1).allMatch(it -> it.endsWith("java.io.IOException: checked"));
    }

    @Test
    void one_that_is_too_late_is_lost() {
        add("it", 0, 1);
        loop.isLate = true;
        assertThatThrownBy(() -> only().ask(Duration.ofSeconds(7), Supplier::get))
                .isInstanceOf(Provider.Defect.class)
                .hasMessageEndingWith("late by PT7S");
        assertThat(only().isLost()).isTrue();
    }

    @Test
    void its_scope_ends_with_the_outer_one_and_leaves_nothing_in_it() throws Exception {
        add("it", 0, 1);
        Switch outer = new Switch(loop.promises());
        Switch done = only().within(outer);
        Switch busy = only().within(outer);
        Deferred<Done> cleaning = loop.promises().deferred();
        List<String> log = new ArrayList<>();
        done.onOff(() -> {
            log.add("done");
        });
        busy.onOff(() -> {
            log.add("busy");
            return cleaning.getPromise();
        });
        done.off();
        loop.turns.run();
        assertThat(log).containsExactly("done");

        Promise<Done> off = outer.off();
        loop.turns.run();
        assertThat(log).containsExactly("done", "busy");
        assertThat(off.isDone()).isFalse();
        cleaning.resolve(Done.DONE);
        loop.turns.run();
        assertThat(off.isDone()).isTrue();
        assertThat(loop.timers).allMatch(Timer::isOver);
    }

    @Test
    void its_cleaning_up_is_waited_for_but_not_for_ever() {
        add("it", 0, 1);
        Switch outer = new Switch(loop.promises());
        only().within(outer).onOff(() -> loop.promises().<Done>deferred().getPromise());
        Promise<Done> off = outer.off();
        loop.turns.run();
        assertThat(off.isDone()).isFalse();
        assertThat(loop.timers).extracting(Timer::delay).containsExactly(Provider.AT_ONCE);
        loop.timers.get(0).action.run();
        loop.turns.run();
        assertThat(off.isDone()).isTrue();
    }

    private record Timer(Duration delay, Runnable action, Switch scope) {
        boolean isOver() {
            return scope.isOff();
        }
    }

    /** Timers are only noted. */
    private static final class OneThread implements Loop {
        private final Turns turns = new Turns();
        private final List<Timer> timers = new ArrayList<>();
        private boolean isLate;

        @Override
        public PromiseFactory promises() {
            return turns.promises;
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public void run(Runnable action) {
            turns.execute(action);
        }

        @Override
        public <T> Promise<T> offLoop(Callable<T> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Promise<T> apart(Callable<T> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Bell bell() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T within(Duration most, LongSupplier signs, Callable<T> work) throws Exception {
            if (isLate) throw new TimeoutException("late by " + most);
            return work.call();
        }

        @Override
        public void after(Duration delay, Runnable action, Switch scope) {
            timers.add(new Timer(delay, action, scope));
        }
    }
}
