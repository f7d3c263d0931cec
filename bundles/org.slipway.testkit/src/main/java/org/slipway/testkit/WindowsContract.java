package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.window.Inventory;
import org.slipway.api.window.Inventory.Deed;
import org.slipway.api.window.Inventory.Wish;
import org.slipway.api.window.Proposal;
import org.slipway.api.window.Window;
import org.slipway.api.window.Window.Decision;
import org.slipway.api.window.Window.Ending;
import org.slipway.api.window.Window.Outcome;
import org.slipway.api.window.Windows;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** What everybody does who shows a command in a window. */
public abstract class WindowsContract {
    private static final Inventory KEPT =
            new Inventory(List.of(new Inventory.Item("Browser", "sha256new_A", 5), item("Editor\u001b[2J")), "Gone");

    protected final AwaitingLoop loop = new AwaitingLoop();
    private final Switch scope = loop.scope();

    /** What the person does who looks at the window. */
    public enum Act {
        GO_ON,
        CANCEL,
        REMOVE_THE_SECOND,
        LEAVE
    }

    protected abstract Windows windows(Loop on) throws Exception;

    /** All that the person sees now. */
    protected abstract String shown(Window window) throws Exception;

    protected abstract void act(Window window, Act act) throws Exception;

    @AfterEach
    void close() {
        loop.await(scope.off());
    }

    private Window open() throws Exception {
        return loop.await(windows(loop).open("select https://example.com/a.xml", scope));
    }

    private static Inventory.Item item(String name) {
        return new Inventory.Item(name, "sha256new_B", 5);
    }

    private static Proposal proposal() {
        return new Proposal(
                "Download",
                List.of(new Proposal.Component(
                        "Editor\u001b[2J",
                        "1.5",
                        "stable",
                        OptionalLong.of(5),
                        Proposal.Place.TO_DOWNLOAD,
                        List.of("It is the newest"))));
    }

    @Test
    void the_person_can_find_it_and_sees_what_is_being_done() throws Exception {
        Window window = open();
        assertThat(window.place()).isNotBlank();
        assertThat(shown(window)).contains("select https://example.com/a.xml");
        assertThat(window.cancelled().isDone()).isFalse();
    }

    @Test
    void what_is_chosen_is_shown_and_nothing_goes_on_by_itself() throws Exception {
        Window window = open();
        Promise<Decision> decision = window.propose(proposal(), scope);
        assertThat(shown(window))
                .contains("Download", "Editor", "1.5", "stable", "It is the newest")
                .doesNotContain("\u001b");
        loop.advance(Duration.ofDays(1));
        assertThat(decision.isDone()).isFalse();
        act(window, Act.GO_ON);
        assertThat(loop.await(decision)).isEqualTo(Decision.GO_ON);
        assertThat(window.cancelled().isDone()).isFalse();
    }

    @Test
    void who_cancels_stops_what_is_proposed_and_the_command() throws Exception {
        Window window = open();
        Promise<Decision> decision = window.propose(proposal(), scope);
        act(window, Act.CANCEL);
        assertThat(loop.await(decision)).isEqualTo(Decision.STOP);
        loop.await(window.cancelled());
    }

    @Test
    void a_command_can_be_cancelled_when_nothing_is_asked() throws Exception {
        Window window = open();
        act(window, Act.CANCEL);
        loop.await(window.cancelled());
    }

    @Test
    void a_question_that_is_withdrawn_is_answered_with_no() throws Exception {
        Window window = open();
        Switch asking = scope.child();
        Promise<Decision> decision = window.propose(proposal(), asking);
        loop.await(asking.off());
        assertThat(loop.await(decision)).isEqualTo(Decision.STOP);
        Switch offering = scope.child();
        Promise<Wish> wish = window.offer(KEPT, offering);
        loop.await(offering.off());
        assertThat(loop.await(wish).deed()).isEqualTo(Deed.LEAVE);
    }

    @Test
    void what_is_kept_is_dealt_with_one_by_one() throws Exception {
        Window window = open();
        Promise<Wish> first = window.offer(KEPT, scope);
        assertThat(shown(window)).contains("Browser", "Editor", "Gone").doesNotContain("\u001b");
        act(window, Act.REMOVE_THE_SECOND);
        assertThat(loop.await(first)).isEqualTo(new Wish(Deed.REMOVE, 1));
        Promise<Wish> next = window.offer(new Inventory(List.of(item("Browser")), ""), scope);
        assertThat(shown(window)).doesNotContain("Editor");
        act(window, Act.LEAVE);
        assertThat(loop.await(next).deed()).isEqualTo(Deed.LEAVE);
    }

    @Test
    void the_end_is_shown_and_waits_for_nobody_without_end() throws Exception {
        Window window = open();
        Promise<Done> seen = window.end(new Ending(Outcome.FAILED, "There is no such feed"));
        assertThat(shown(window)).contains("There is no such feed");
        loop.advance(Duration.ofMinutes(1));
        loop.await(seen);
    }

    @Test
    void a_command_that_ends_leaves_no_question_open() throws Exception {
        Window window = open();
        Promise<Decision> decision = window.propose(proposal(), scope);
        loop.await(scope.off());
        assertThat(loop.await(decision)).isEqualTo(Decision.STOP);
    }
}
