package org.slipway.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.window.Inventory;
import org.slipway.api.window.Proposal;
import org.slipway.api.window.Window.Decision;
import org.slipway.api.window.Window.Ending;
import org.slipway.api.window.Window.Outcome;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedQuestion;

class PageTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>\"'&</script>";

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final Page page = new Page(loop, "select a.xml", id -> false, scope);

    private String shown() {
        loop.advance(Duration.ofMillis(100));
        return page.board().sheet().text();
    }

    private static Proposal proposal(String text) {
        return new Proposal(
                "Run",
                List.of(new Proposal.Component(
                        text, text, text, OptionalLong.of(5), Proposal.Place.TO_DOWNLOAD, List.of(text))));
    }

    @Test
    void what_is_kept_is_shown_with_what_has_come_of_the_last_wish() {
        page.offer(new Inventory(List.of(new Inventory.Item(MARKUP, "sha256new_A", 5)), "gone\nreally"), scope);
        assertThat(shown())
                .contains("[\"gone\",\"really\"]", "1 implementations, 5 bytes")
                .doesNotContain("<", "&");
    }

    @Test
    void what_is_chosen_is_shown_with_why() {
        page.propose(proposal("it is newer"), scope);
        assertThat(shown())
                .contains("it is newer", "To download, 5 bytes", "\"action\":\"Run\"", "\"open\":true", "and decide");
    }

    @Test
    void markup_in_a_feed_a_key_a_vote_or_an_error_is_never_markup() {
        page.propose(proposal(MARKUP), scope);
        page.questions().confirmKeys(new ScriptedQuestion().with(ScriptedQuestion.KEY, MARKUP), scope);
        page.transfers().on(new org.slipway.api.monitor.Event.Warning(MARKUP));
        assertThat(shown()).contains("onerror").doesNotContain("<", ">", "&", "'");
        page.end(new Ending(Outcome.FAILED, MARKUP));
        assertThat(shown()).contains("onerror").doesNotContain("<", ">", "&", "'");
    }

    @Test
    void a_name_cannot_turn_round_or_hide_the_words_beside_it() {
        page.propose(proposal("a\u202eb\u200bc\u0007d\ud800e\u2028f"), scope);
        assertThat(shown())
                .contains("a\\ufffdb\\ufffdc\\ufffdd\\ufffde\\ufffdf")
                .doesNotContain("202e", "200b", "0007", "d800");
    }

    @Test
    void endless_names_and_very_many_components_are_cut() {
        Proposal.Component big = proposal("x".repeat(1 << 20)).components().get(0);
        page.propose(new Proposal("Run", Collections.nCopies(2000, big)), scope);
        assertThat(shown()).hasSizeLessThan(2 << 20).contains("\"more\":1500");
    }

    @Test
    void votes_that_come_late_are_shown_beside_the_open_question() {
        ScriptedQuestion question = new ScriptedQuestion().with(ScriptedQuestion.KEY, "Alice");
        Promise<Answer> answer = page.questions().confirmKeys(question, scope);
        assertThat(shown()).contains("still being asked").doesNotContain("stolen");

        question.with(ScriptedQuestion.KEY, "Alice", new Vote(Vote.Kind.BAD, "stolen last year"));
        question.update();

        assertThat(shown()).contains("stolen last year", "\"kind\":\"BAD\"");
        assertThat(answer.isDone()).isFalse();
    }

    @Test
    void a_command_that_ends_withdraws_what_it_has_asked() {
        Promise<Answer> answer =
                page.questions().confirmKeys(new ScriptedQuestion().with(ScriptedQuestion.KEY, "Alice"), scope);
        Promise<Decision> decision = page.propose(proposal("a"), scope);

        scope.off();

        assertThat(loop.value(answer)).isEqualTo(new Answer.Nobody());
        assertThat(loop.value(decision)).isEqualTo(Decision.STOP);
    }

    @Test
    void the_end_waits_until_those_who_look_on_have_it() {
        Watcher watcher = page.board().watch();
        Promise<Done> seen = page.end(new Ending(Outcome.DONE, "Everything is here"));
        loop.run();
        assertThat(seen.isDone()).isFalse();
        assertThat(page.board().sheet().last()).isTrue();

        page.board().delivered(watcher, page.board().sheet().number());

        loop.run();
        assertThat(seen.isDone()).isTrue();
    }

    @Test
    void the_end_waits_for_nobody_who_does_not_listen() {
        page.board().watch();
        Promise<Done> seen = page.end(new Ending(Outcome.DONE, "Everything is here"));
        loop.advance(Duration.ofSeconds(2));
        assertThat(seen.isDone()).isTrue();
    }

    @Test
    void a_command_that_is_quicker_than_the_browser_shows_its_own_end_there() {
        Promise<Done> seen = page.end(new Ending(Outcome.FAILED, "No such feed"));
        loop.advance(Duration.ofSeconds(9));
        assertThat(seen.isDone()).isFalse();

        Watcher watcher = page.board().watch();
        loop.run();
        assertThat(seen.isDone()).isFalse();
        assertThat(page.board().sheet().text()).contains("No such feed");
        page.board().delivered(watcher, page.board().sheet().number());
        loop.run();
        assertThat(seen.isDone()).isTrue();
    }

    @Test
    void whoever_comes_at_the_last_moment_has_time_to_be_told() {
        Promise<Done> seen = page.end(new Ending(Outcome.DONE, "Everything is here"));
        loop.advance(Duration.ofMillis(9_900));
        page.board().watch();
        loop.advance(Duration.ofSeconds(1));
        assertThat(seen.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(1));
        assertThat(seen.isDone()).isTrue();
    }

    @Test
    void a_browser_that_never_comes_is_not_waited_for_without_end() {
        Promise<Done> seen = page.end(new Ending(Outcome.DONE, "Everything is here"));
        loop.advance(Duration.ofSeconds(10));
        assertThat(seen.isDone()).isTrue();
    }

    @Test
    void who_stops_the_command_waits_for_no_browser() {
        Promise<Done> seen = page.end(new Ending(Outcome.DONE, "Everything is here"));
        Promise<Done> off = scope.off();
        loop.run();
        assertThat(seen.isDone()).isTrue();
        assertThat(off.isDone()).isTrue();
    }

    private int unattended(Runnable asks) {
        int[] times = {0};
        page.onUnattended(() -> times[0]++);
        asks.run();
        loop.advance(Duration.ofSeconds(59));
        assertThat(times[0]).isZero();
        loop.advance(Duration.ofSeconds(100));
        return times[0];
    }

    @Test
    void a_question_that_nobody_ever_came_to_see_is_noticed_once() {
        assertThat(unattended(() -> page.questions()
                        .confirmKeys(new ScriptedQuestion().with(ScriptedQuestion.KEY, "Alice"), scope)))
                .isOne();
    }

    @Test
    void a_proposal_that_nobody_sees_is_noticed() {
        assertThat(unattended(() -> page.propose(proposal("a"), scope))).isOne();
    }

    @Test
    void a_list_that_nobody_sees_is_noticed() {
        assertThat(unattended(() -> page.offer(new Inventory(List.of(), ""), scope)))
                .isOne();
    }

    @Test
    void a_page_that_nobody_looks_at_is_no_matter_while_nothing_is_asked() {
        assertThat(unattended(() -> {})).isZero();
        page.propose(proposal("a"), scope);
        page.end(new Ending(Outcome.DONE, "Everything is here"));
        assertThat(unattended(() -> {})).isZero();
    }

    @Test
    void a_page_that_is_closed_while_something_is_asked_is_noticed_each_time() {
        int[] times = {0};
        page.onUnattended(() -> times[0]++);
        page.propose(proposal("a"), scope);
        for (int i = 1; i <= 2; i++) {
            Watcher watcher = page.board().watch();
            loop.advance(Duration.ofSeconds(100));
            page.board().left(watcher);
            loop.advance(Duration.ofSeconds(29));
            assertThat(times[0]).isEqualTo(i - 1);
            loop.advance(Duration.ofSeconds(2));
            assertThat(times[0]).isEqualTo(i);
        }
    }

    @Test
    void a_page_that_is_loaded_again_is_not_taken_for_closed() {
        int[] times = {0};
        page.onUnattended(() -> times[0]++);
        page.propose(proposal("a"), scope);
        for (int i = 0; i < 5; i++) {
            Watcher watcher = page.board().watch();
            loop.advance(Duration.ofSeconds(2));
            page.board().left(watcher);
            loop.advance(Duration.ofSeconds(20));
        }
        assertThat(times[0]).isZero();
    }

    @Test
    void nothing_is_asked_after_the_end() {
        page.propose(proposal("a"), scope);
        page.end(new Ending(Outcome.FAILED, "one\ntwo"));
        page.questions().confirmKeys(new ScriptedQuestion().with(ScriptedQuestion.KEY, "Alice"), scope);
        assertThat(shown()).contains("[\"one\",\"two\"]", "\"question\":null", "\"stoppable\":false", "\"open\":false");
    }
}
