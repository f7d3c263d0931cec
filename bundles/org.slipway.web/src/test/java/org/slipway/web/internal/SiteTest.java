package org.slipway.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Answer.Reach;
import org.slipway.api.window.Inventory;
import org.slipway.api.window.Inventory.Deed;
import org.slipway.api.window.Inventory.Wish;
import org.slipway.api.window.Proposal;
import org.slipway.api.window.Window.Decision;
import org.slipway.api.window.Window.Ending;
import org.slipway.api.window.Window.Outcome;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedQuestion;

/** What strangers may not do, and what the person at the page may. */
class SiteTest {
    private static final Proposal PROPOSAL = new Proposal(
            "Download",
            List.of(new Proposal.Component(
                    "https://feeds.example.com/a.xml",
                    "1.0",
                    "stable",
                    OptionalLong.of(2_000_000),
                    Proposal.Place.TO_DOWNLOAD,
                    List.of("it is what you asked for"))));

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final Set<Long> dropped = new HashSet<>();
    private final Page page = new Page(loop, "select a.xml", dropped::add, scope);
    private final Admission admission = new Admission();
    private final Site site = new Site(Visit.PORT, admission, page);

    private Visit guest() throws Exception {
        return new Visit(site).enter(admission.token());
    }

    private Promise<Answer> asked() {
        return page.questions().confirmKeys(new ScriptedQuestion().with(ScriptedQuestion.KEY, "Alice"), scope);
    }

    private static Map<String, Object> yes(String question, Object... keys) {
        return Map.of("act", "trust", "question", question, "keys", List.of(keys), "reach", "domain");
    }

    @Test
    void the_person_who_comes_by_the_link_trusts_a_key() throws Exception {
        Promise<Answer> answer = asked();

        assertThat(guest().act(yes("q1", ScriptedQuestion.KEY.text()))).isEqualTo(200);

        assertThat(loop.value(answer)).isEqualTo(new Answer.Trust(Set.of(ScriptedQuestion.KEY), Reach.DOMAIN));
    }

    @Test
    void the_person_refuses() throws Exception {
        Promise<Answer> answer = asked();

        assertThat(guest().act(Map.of("act", "refuse", "question", "q1"))).isEqualTo(200);

        assertThat(loop.value(answer)).isEqualTo(new Answer.Refuse());
    }

    @Test
    void the_person_lets_it_go_on_or_cancels_it() throws Exception {
        Promise<Decision> first = page.propose(PROPOSAL, scope);
        assertThat(guest().act(Map.of("act", "go", "proposal", "p1"))).isEqualTo(200);
        assertThat(loop.value(first)).isEqualTo(Decision.GO_ON);

        Promise<Decision> second = page.propose(PROPOSAL, scope);
        assertThat(guest().act(Map.of("act", "cancel"))).isEqualTo(200);
        assertThat(loop.value(second)).isEqualTo(Decision.STOP);
        assertThat(page.cancelled().isDone()).isTrue();
    }

    @Test
    void a_name_rebound_to_loopback_is_served_nothing() throws Exception {
        for (String host : List.of("evil.example", "evil.example:" + Visit.PORT, "127.0.0.1", "127.0.0.1:80", ""))
            for (String path : List.of("/", "/page.js", "/guest/events"))
                assertThat(guest().with("host", host).get(path)).as(host).isEqualTo(421);
        assertThat(guest().without("host").get("/")).isEqualTo(421);
    }

    @Test
    void a_forged_post_of_another_site_changes_nothing_even_with_the_cookie() throws Exception {
        Promise<Answer> answer = asked();
        Map<String, Object> yes = yes("q1", ScriptedQuestion.KEY.text());

        assertThat(guest().with("origin", "https://evil.example").act(yes)).isEqualTo(403);
        assertThat(guest().with("origin", "http://127.0.0.1:80").act(yes)).isEqualTo(403);
        assertThat(guest().with("origin", "null").act(yes)).isEqualTo(403);
        assertThat(guest().without("origin").act(yes)).isEqualTo(403);
        assertThat(guest().with("sec-fetch-site", "cross-site").act(yes)).isEqualTo(403);
        assertThat(guest().with("sec-fetch-site", "same-site").act(yes)).isEqualTo(403);
        assertThat(guest().with("content-type", "text/plain").act(yes)).isEqualTo(415);
        assertThat(guest().with("content-type", "application/x-www-form-urlencoded")
                        .act(yes))
                .isEqualTo(415);

        loop.run();
        assertThat(answer.isDone()).isFalse();
    }

    @Test
    void another_site_cannot_look_on_or_load_a_part_of_the_page() throws Exception {
        for (String path : List.of("/page.js", "/page.css", "/guest/events"))
            for (String site : List.of("cross-site", "same-site", "none"))
                assertThat(guest().without("origin")
                                .with("sec-fetch-site", site)
                                .get(path))
                        .as(path)
                        .isEqualTo(403);
    }

    @Test
    void a_cookie_stolen_by_a_server_at_another_port_opens_nothing() throws Exception {
        Promise<Answer> answer = asked();
        Visit thief = new Visit(site).with("cookie", guest().cookie());

        assertThat(thief.act(yes("q1", ScriptedQuestion.KEY.text()))).isEqualTo(403);
        assertThat(((Reply.Bytes) thief.events()).status()).isEqualTo(403);
        loop.run();
        assertThat(answer.isDone()).isFalse();
    }

    @Test
    void a_key_without_the_cookie_and_one_of_before_open_nothing() throws Exception {
        Visit first = guest();
        String stale = first.cookie();
        assertThat(guest().without("cookie").act(Map.of("act", "cancel"))).isEqualTo(403);
        assertThat(guest().with("cookie", stale).act(Map.of("act", "cancel"))).isEqualTo(403);
        assertThat(first.act(Map.of("act", "cancel"))).isEqualTo(403);
        assertThat(guest().withKey("").act(Map.of("act", "cancel"))).isEqualTo(403);
        assertThat(page.cancelled().isDone()).isFalse();
    }

    @Test
    void a_guessed_link_leads_nowhere() {
        for (String token : List.of("", "0".repeat(64), admission.token().substring(1), admission.token() + "0"))
            assertThat(new Visit(site)
                            .post("/enter", Json.of(Map.of("token", token)))
                            .status())
                    .isEqualTo(403);
        for (String body : List.of("", "[]", "{}", "{\"token\":1}", "\"" + admission.token() + "\"", "{\"token\":"))
            assertThat(new Visit(site).post("/enter", body).status()).as(body).isEqualTo(403);
    }

    @Test
    void a_link_that_somebody_else_has_read_does_not_lead_in_beside_its_user() throws Exception {
        Visit user = guest();
        Reply.Stream stream = (Reply.Stream) user.events();

        assertThat(new Visit(site)
                        .post("/enter", Json.of(Map.of("token", admission.token())))
                        .status())
                .isEqualTo(409);
        assertThat(user.act(Map.of("act", "cancel"))).isEqualTo(200);

        page.board().left(stream.watcher());
        assertThat(new Visit(site)
                        .post("/enter", Json.of(Map.of("token", admission.token())))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_cookie_is_no_scripts_to_read_and_goes_to_no_other_site() {
        Reply.Bytes reply = new Visit(site).post("/enter", Json.of(Map.of("token", admission.token())));

        assertThat(reply.cookie().orElseThrow())
                .matches("slipway-4711=[0-9a-f]{64}; Path=/guest; HttpOnly; SameSite=Strict");
        assertThat(Visit.text(reply))
                .doesNotContain(reply.cookie().orElseThrow().split("[=;]")[1]);
    }

    @Test
    void a_single_download_can_be_stopped_once_by_the_guest_alone() throws Exception {
        Map<String, Object> drop = Map.of("act", "drop", "download", 7);
        assertThat(new Visit(site).act(drop)).isEqualTo(403);
        assertThat(dropped).isEmpty();
        Visit guest = guest();
        assertThat(guest.act(drop)).isEqualTo(200);
        assertThat(guest.act(drop)).isEqualTo(409);
        assertThat(guest.act(Map.of("act", "drop", "download", "all"))).isEqualTo(409);
        assertThat(guest.act(Map.of("act", "drop"))).isEqualTo(409);
        assertThat(dropped).containsExactly(7L);
        page.cancel();
        assertThat(guest.act(Map.of("act", "drop", "download", 8))).isEqualTo(409);
    }

    @Test
    void a_key_that_was_not_asked_about_cannot_be_slipped_in() throws Exception {
        Promise<Answer> answer = asked();

        assertThat(guest().act(yes("q1", ScriptedQuestion.KEY.text(), ScriptedQuestion.OTHER.text())))
                .isEqualTo(409);
        assertThat(guest().act(yes("q1", ScriptedQuestion.OTHER.text()))).isEqualTo(409);
        assertThat(guest().act(yes("q1", "*"))).isEqualTo(409);
        assertThat(guest().act(yes("q1"))).isEqualTo(409);
        assertThat(guest().act(yes("q1", 7))).isEqualTo(409);

        loop.run();
        assertThat(answer.isDone()).isFalse();
    }

    @Test
    void an_answer_that_was_on_its_way_does_not_count_for_the_next_question() throws Exception {
        Switch first = scope.child();
        Promise<Answer> withdrawn =
                page.questions().confirmKeys(new ScriptedQuestion().with(ScriptedQuestion.KEY, "Alice"), first);
        first.off();
        Promise<Answer> next = asked();

        assertThat(guest().act(yes("q1", ScriptedQuestion.KEY.text()))).isEqualTo(409);

        assertThat(loop.value(withdrawn)).isEqualTo(new Answer.Nobody());
        assertThat(next.isDone()).isFalse();
    }

    @Test
    void an_answer_without_a_reach_or_with_an_unknown_one_is_none() throws Exception {
        asked();
        for (String reach : List.of("", "DOMAIN", "all", "*"))
            assertThat(guest().act(Map.of(
                            "act",
                            "trust",
                            "question",
                            "q1",
                            "keys",
                            List.of(ScriptedQuestion.KEY.text()),
                            "reach",
                            reach)))
                    .isEqualTo(409);
    }

    @Test
    void a_go_on_counts_once_and_only_for_what_was_shown() throws Exception {
        Promise<Decision> decision = page.propose(PROPOSAL, scope);
        assertThat(guest().act(Map.of("act", "go", "proposal", "p0"))).isEqualTo(409);
        assertThat(guest().act(Map.of("act", "go"))).isEqualTo(409);
        assertThat(decision.isDone()).isFalse();

        assertThat(guest().act(Map.of("act", "go", "proposal", "p1"))).isEqualTo(200);
        assertThat(guest().act(Map.of("act", "go", "proposal", "p1"))).isEqualTo(409);
    }

    private static Map<String, Object> wish(String deed, String inventory, Object item) {
        return Map.of("act", deed, "inventory", inventory, "item", item);
    }

    @Test
    void what_is_kept_is_verified_removed_or_left() throws Exception {
        Inventory two = new Inventory(
                List.of(new Inventory.Item("a 1", "sha256new_A", 5), new Inventory.Item("b 2", "sha256new_B", 6)), "");
        Promise<Wish> verify = page.offer(two, scope);
        assertThat(guest().act(wish("verify", "i1", 1))).isEqualTo(200);
        assertThat(loop.value(verify)).isEqualTo(new Wish(Deed.VERIFY, 1));

        Promise<Wish> remove = page.offer(two, scope);
        assertThat(guest().act(wish("remove", "i2", 0))).isEqualTo(200);
        assertThat(loop.value(remove)).isEqualTo(new Wish(Deed.REMOVE, 0));

        Promise<Wish> leave = page.offer(two, scope);
        assertThat(guest().act(Map.of("act", "leave", "inventory", "i3"))).isEqualTo(200);
        assertThat(loop.value(leave).deed()).isEqualTo(Deed.LEAVE);
    }

    @Test
    void a_wish_about_a_list_that_has_changed_removes_nothing() throws Exception {
        Inventory one = new Inventory(List.of(new Inventory.Item("a 1", "sha256new_A", 5)), "");
        page.offer(one, scope);
        guest().act(wish("verify", "i1", 0));
        Promise<Wish> next = page.offer(one, scope);

        assertThat(guest().act(wish("remove", "i1", 0))).isEqualTo(409);
        for (Object item : List.of(-1, 1, 1L << 32, "0", 0.5, List.of()))
            assertThat(guest().act(wish("remove", "i2", item)))
                    .as(item.toString())
                    .isEqualTo(409);

        loop.run();
        assertThat(next.isDone()).isFalse();
    }

    @Test
    void whoever_cancels_after_the_end_is_told() throws Exception {
        page.end(new Ending(Outcome.DONE, "ended"));
        assertThat(guest().act(Map.of("act", "cancel"))).isEqualTo(409);
    }

    @Test
    void nothing_is_served_but_the_three_files() throws Exception {
        for (String path : List.of("/", "/page.css", "/page.js"))
            assertThat(guest().get(path)).isEqualTo(200);
        for (String path : List.of(
                "/page.html",
                "/../Site.class",
                "/Site.class",
                "/page.js/",
                "//page.js",
                "/%2e%2e/page.js",
                "/etc/passwd",
                "/favicon.ico",
                "/enter",
                "/guest/act")) assertThat(guest().get(path)).as(path).isEqualTo(404);
        for (String method : List.of("PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "get"))
            assertThat(guest().ask(method, "/").status()).as(method).isEqualTo(404);
    }

    @Test
    void a_stranger_who_watches_is_turned_away_and_so_is_a_crowd() throws Exception {
        assertThat(((Reply.Bytes) new Visit(site).events()).status()).isEqualTo(403);
        Visit user = guest();
        for (int i = 0; i < 8; i++) assertThat(user.events()).isInstanceOf(Reply.Stream.class);
        assertThat(((Reply.Bytes) user.events()).status()).isEqualTo(429);
    }

    @Test
    void the_page_itself_has_no_secret_no_script_of_its_own_and_no_address_of_another_site() {
        for (String path : List.of("/", "/page.css", "/page.js")) {
            Reply.Bytes reply = new Visit(site).ask("GET", path);
            assertThat(Visit.text(reply))
                    .doesNotContain(admission.token(), "http:", "https:", "innerHTML", "eval(", "onclick=", "style=");
            assertThat(reply.cookie()).isEmpty();
        }
        assertThat(Visit.text(new Visit(site).ask("GET", "/"))).doesNotContainPattern("<script(?! src=)");
    }
}
