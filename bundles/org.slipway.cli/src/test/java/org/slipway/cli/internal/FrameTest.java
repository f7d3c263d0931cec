package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.window.Inventory;
import org.slipway.api.window.NoWindow;
import org.slipway.api.window.Proposal;
import org.slipway.api.window.Window;
import org.slipway.api.window.Window.Ending;
import org.slipway.api.window.Window.Outcome;
import org.slipway.api.window.Windows;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;

class FrameTest {
    private static boolean isWanted(String... typed) throws Complaint {
        Arguments arguments = Arguments.parse(List.of(typed));
        return Frame.isWanted(new Named(arguments.words().get(0)), arguments);
    }

    @Test
    void there_is_a_window_only_where_one_is_asked_for() throws Complaint {
        assertThat(isWanted("select", "a.xml")).isFalse();
        assertThat(isWanted("-g", "select", "a.xml")).isTrue();
        assertThat(isWanted("download", "--gui", "a.xml")).isTrue();
        assertThat(isWanted("update", "-vg", "a.xml")).isTrue();
    }

    @Test
    void of_window_and_console_the_last_one_counts() throws Complaint {
        assertThat(isWanted("-g", "-c", "select", "a.xml")).isFalse();
        assertThat(isWanted("-c", "-g", "select", "a.xml")).isTrue();
    }

    @Test
    void what_stands_behind_the_uri_of_run_is_the_programs() throws Complaint {
        assertThat(isWanted("run", "a.xml", "-g")).isFalse();
        assertThat(isWanted("run", "-g", "a.xml")).isTrue();
    }

    @Test
    void a_command_that_asks_nothing_and_one_that_has_nothing_to_show_have_no_window() throws Complaint {
        assertThat(isWanted("-g", "--batch", "select", "a.xml")).isFalse();
        assertThat(isWanted("-g", "config")).isFalse();
    }

    @Test
    void a_list_for_a_program_has_no_window() throws Complaint {
        assertThat(isWanted("-g", "select", "--json", "a.xml")).isTrue();
        Arguments json = Arguments.parse(List.of("-g", "store", "manage", "--json"));
        Arguments people = Arguments.parse(List.of("-g", "store", "manage"));
        assertThat(Frame.isWanted(new Named("store manage"), json)).isFalse();
        assertThat(Frame.isWanted(new Named("store manage"), people)).isTrue();
    }

    private static final class Named extends NamedCommand {
        Named(String name) {
            super(name, "");
        }

        @Override
        public Promise<Integer> run(Invocation invocation, Switch scope) {
            throw new UnsupportedOperationException();
        }
    }

    /** As a page, of which the test plays the person. */
    private final class Shown implements Window {
        private final Deferred<Done> cancelled = loop.promises().deferred();
        private final List<Ending> endings = new ArrayList<>();
        private Optional<String> way = Optional.of("/run/user/1/slipway-page-1/page.html");
        private Runnable unattended = () -> {};

        @Override
        public String place() {
            return "http://127.0.0.1:1/#5ec4e7";
        }

        @Override
        public Optional<String> way() {
            return way;
        }

        @Override
        public Optional<String> trouble() {
            return Optional.of("There is no program firefox");
        }

        @Override
        public void onUnattended(Runnable action) {
            unattended = action;
        }

        @Override
        public Promise<Done> cancelled() {
            return cancelled.getPromise();
        }

        @Override
        public Promise<Decision> propose(Proposal proposal, Switch asking) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Promise<Inventory.Wish> offer(Inventory inventory, Switch asking) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Promise<Done> end(Ending ending) {
            endings.add(ending);
            return loop.promises().resolved(Done.DONE);
        }
    }

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> offered = new ArrayList<>();
    private final Shown window = new Shown();
    private Switch given;

    private Promise<Integer> around(boolean terminal, Windows windows, Function<Switch, Promise<Integer>> work)
            throws Complaint {
        Arguments typed = Arguments.parse(List.of("-g", "select", "a.xml"));
        Object reference = Partly.a(ServiceReference.class, Map.of());
        BundleContext context = Partly.a(
                BundleContext.class,
                Map.of(
                        "getServiceReference",
                        asked -> windows == null ? null : reference,
                        "getServiceReferences",
                        asked -> List.of(),
                        "getService",
                        asked -> windows,
                        "registerService",
                        service -> {
                            offered.add("given");
                            return Partly.a(
                                    ServiceRegistration.class, Map.of("unregister", x -> offered.remove("given")));
                        }));
        PrintStream err = new PrintStream(said, true, UTF_8);
        Promise<Integer> status = new Frame(context, loop, new Console(err, err, terminal), new GivenTrust())
                .around(
                        new Named("select"),
                        new Command.Invocation(typed, List.of("a.xml")),
                        scope,
                        work,
                        failure -> "Told: " + failure.getMessage());
        loop.run();
        return status;
    }

    private Promise<Integer> around(boolean terminal, Function<Switch, Promise<Integer>> work) throws Complaint {
        return around(terminal, (title, open) -> loop.promises().resolved(window), work);
    }

    private Promise<Integer> waiting(boolean terminal) throws Complaint {
        return around(terminal, inner -> {
            given = inner;
            Deferred<Integer> never = loop.promises().deferred();
            inner.onOff(() -> never.fail(new Complaint("Stopped")));
            return never.getPromise();
        });
    }

    private Throwable failure(Promise<?> promise) throws Exception {
        loop.run();
        assertThat(promise.isDone()).isTrue();
        return promise.getFailure();
    }

    @Test
    void what_has_come_of_it_is_shown_before_the_command_ends() throws Exception {
        assertThat(loop.value(around(true, inner -> loop.promises().resolved(3))))
                .isEqualTo(3);
        assertThat(window.endings).containsExactly(new Ending(Outcome.DONE, "The choice is on the terminal"));
        assertThat(said.toString(UTF_8))
                .contains("There is no program firefox", "or may not read a file", window.place());

        scope.off();
        loop.run();
        assertThat(offered).isEmpty();
    }

    @Test
    void a_failure_is_shown_on_the_page_and_told_as_ever() throws Exception {
        Throwable wrong = new Complaint("No such feed");
        assertThat(failure(around(true, inner -> loop.promises().failed(wrong))))
                .isSameAs(wrong);
        assertThat(window.endings).containsExactly(new Ending(Outcome.FAILED, "Told: No such feed"));
    }

    @Test
    void cancelling_on_the_page_turns_off_what_the_command_does_and_no_more() throws Exception {
        Promise<Integer> status = waiting(true);
        assertThat(given.isOff()).isFalse();

        window.cancelled.resolve(Done.DONE);

        assertThat(failure(status)).hasMessage("Stopped");
        assertThat(given.isOff()).isTrue();
        assertThat(scope.isOff()).isFalse();
        assertThat(window.endings).containsExactly(new Ending(Outcome.FAILED, "Told: Stopped"));
    }

    @Test
    void where_no_window_can_be_opened_that_is_the_complaint() throws Exception {
        Promise<Integer> none =
                around(true, (title, open) -> loop.promises().failed(new NoWindow("No display")), inner -> {
                    throw new AssertionError("has run");
                });
        assertThat(failure(none)).isInstanceOf(Complaint.class).hasMessage("No display");
    }

    @Test
    void where_nothing_opens_windows_that_is_the_complaint() throws Exception {
        Promise<Integer> none = around(true, null, inner -> {
            throw new AssertionError("has run");
        });
        assertThat(failure(none)).isInstanceOf(Complaint.class).hasMessageContaining("leave out -g");
    }

    @Test
    void whoever_reads_the_log_of_a_command_without_a_terminal_does_not_learn_the_link() throws Exception {
        waiting(false);
        window.unattended.run();
        assertThat(said.toString(UTF_8)).doesNotContain("5ec4e7").contains(window.way.orElseThrow());
    }

    @Test
    void without_a_terminal_and_a_file_the_link_stays_a_secret_and_nothing_is_begun() throws Exception {
        window.way = Optional.empty();
        Promise<Integer> none = around(false, inner -> {
            throw new AssertionError("has run");
        });
        assertThat(failure(none)).isInstanceOf(Complaint.class).hasMessageContaining("leave out -g");
        assertThat(said.toString(UTF_8)).doesNotContain("5ec4e7");
    }

    @Test
    void a_question_that_nobody_sees_is_told_on_the_terminal_and_can_still_be_answered() throws Exception {
        Promise<Integer> status = waiting(true);
        said.reset();
        window.unattended.run();
        loop.run();
        assertThat(said.toString(UTF_8)).contains("nobody looks at it", window.place());
        assertThat(status.isDone()).isFalse();
    }

    @Test
    void a_question_that_nobody_sees_ends_a_command_without_a_terminal() throws Exception {
        Promise<Integer> status = waiting(false);
        window.unattended.run();
        assertThat(failure(status)).hasMessage("Stopped");
        assertThat(said.toString(UTF_8)).contains("it is cancelled");
    }
}
