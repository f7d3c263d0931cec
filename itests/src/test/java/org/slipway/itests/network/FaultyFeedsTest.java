package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.driver.Result;
import org.slipway.api.monitor.Event;
import org.slipway.itests.container.InContainer;
import org.slipway.testnet.Fault;
import org.slipway.testnet.Site;

/** Feed sites at their worst, over real sockets. */
@InContainer
class FaultyFeedsTest {
    private static final int BEGUN = 200;

    @TempDir
    Path home;

    /** How often the primary is asked, and what the mirror does. */
    private enum Outcome {
        PRIMARY(1, 0),
        MIRROR(1, 1),
        MIRROR_BESIDE_A_SECOND_TRY(2, 1),
        /** One that closes its connection without a word is asked twice at each try: the connection may have been an old one. */
        MIRROR_BESIDE_SPEECHLESS(4, 1),
        MIRROR_AFTER_TEN_REDIRECTS(11, 1);

        private final int primary;
        private final int mirror;

        Outcome(int primary, int mirror) {
            this.primary = primary;
            this.mirror = mirror;
        }
    }

    private record Case(Fault fault, Outcome outcome) {}

    private static Map<String, Case> cases(Site other) {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("well", new Case(Fault.first(0, Fault.hang()), Outcome.PRIMARY));
        cases.put("delayed", new Case(Fault.delay(Duration.ofMillis(100)), Outcome.PRIMARY));
        cases.put("delayed-body", new Case(Fault.delayBody(Duration.ofMillis(100)), Outcome.PRIMARY));
        cases.put("trickle", new Case(Fault.trickle(BEGUN, Duration.ofMillis(10)), Outcome.PRIMARY));
        cases.put("no-length", new Case(Fault.noLength(), Outcome.PRIMARY));
        cases.put("redirect", new Case(Fault.redirect(other.uri("/redirect.xml")), Outcome.PRIMARY));
        cases.put("slow", new Case(Fault.delay(Duration.ofSeconds(5)), Outcome.MIRROR));
        cases.put("hang", new Case(Fault.hang(), Outcome.MIRROR));
        cases.put("stall-in-head", new Case(Fault.stallInHead(), Outcome.MIRROR));
        cases.put("stall", new Case(Fault.stall(BEGUN), Outcome.MIRROR));
        cases.put("reset", new Case(Fault.reset(), Outcome.MIRROR_BESIDE_SPEECHLESS));
        cases.put("reset-in-body", new Case(Fault.reset(BEGUN), Outcome.MIRROR_BESIDE_A_SECOND_TRY));
        cases.put("truncated", new Case(Fault.truncate(BEGUN), Outcome.MIRROR_BESIDE_A_SECOND_TRY));
        cases.put("busy", new Case(Fault.status(503), Outcome.MIRROR_BESIDE_A_SECOND_TRY));
        cases.put("busy-for-long", new Case(Fault.status(503, "100"), Outcome.MIRROR));
        cases.put("missing", new Case(Fault.status(404), Outcome.MIRROR));
        cases.put("endless", new Case(Fault.endless(), Outcome.MIRROR));
        cases.put("garbage", new Case(Fault.garbage(), Outcome.MIRROR));
        cases.put("redirect-loop", new Case(Fault.redirectLoop(), Outcome.MIRROR_AFTER_TEN_REDIRECTS));
        cases.put("redirect-to-file", new Case(Fault.redirect("file:///etc/passwd"), Outcome.MIRROR));
        return cases;
    }

    @Test
    void whatever_the_primaries_do_every_feed_is_there_and_the_mirror_is_asked_only_where_it_helps() throws Exception {
        try (Installation here = new Installation(home)) {
            Map<String, Case> cases = cases(here.net().keyInfo());
            List<Part> parts = new ArrayList<>();
            for (String name : cases.keySet()) parts.add(Part.publish(here.net(), name, 10, ""));
            URI all = Part.publishAll(here.net(), parts);
            here.net().keyInfo().put("/redirect.xml", here.net().feeds().get("/redirect.xml"));
            cases.forEach((name, fault) -> here.net().feeds().fault("/" + name + ".xml", fault.fault()));

            Result result = here.solve(all);

            assertThat(result).isInstanceOfSatisfying(Result.Ready.class, ready -> assertThat(
                            ready.selections().selections())
                    .hasSize(cases.size() + 1));
            SoftAssertions seen = new SoftAssertions();
            for (Part part : parts) {
                Outcome outcome = cases.get(part.name()).outcome();
                URI primary = here.net().feeds().uri(part.path());
                seen.assertThat(here.net().feeds().hits(part.path()))
                        .as("requests for " + part.name())
                        .hasSize(outcome.primary);
                seen.assertThat(here.events(Event.MirrorStarted.class))
                        .as("mirror of " + part.name() + " started")
                        .filteredOn(event -> event.primary().equals(primary))
                        .hasSize(outcome.mirror);
                seen.assertThat(here.events(Event.MirrorWon.class))
                        .as("mirror of " + part.name() + " won")
                        .filteredOn(event -> event.primary().equals(primary))
                        .hasSize(outcome.mirror);
            }
            seen.assertAll();
            assertThat(here.net().feeds().most()).isEqualTo(2);
            assertThat(here.leftovers()).isEmpty();
        }
    }

    @Test
    void a_feed_that_was_tampered_with_is_refused_and_the_mirror_not_asked() throws Exception {
        try (Installation here = new Installation(home)) {
            Part part = Part.publish(here.net(), "part");
            here.net().feeds().fault(part.path(), Fault.wrongByte(BEGUN));

            Result result = here.solve(here.net().feeds().uri(part.path()));

            assertThat(result).isInstanceOf(Result.Unsolvable.class);
            assertThat(here.net().mirror().hits()).isEmpty();
        }
    }

    @Test
    void a_second_look_is_conditional_and_gets_304() throws Exception {
        try (Installation here = new Installation(home)) {
            List<Part> parts = List.of(Part.publish(here.net(), "one"), Part.publish(here.net(), "two"));
            URI all = Part.publishAll(here.net(), parts);
            assertThat(here.solve(all)).isInstanceOf(Result.Ready.class);
            here.sites().forEach(Site::forget);

            assertThat(here.refresh(all)).isInstanceOf(Result.Ready.class);

            assertThat(here.net().feeds().hits()).hasSize(3).allSatisfy(hit -> assertThat(hit.headers())
                    .containsKeys("if-none-match", "if-modified-since"));
            assertThat(here.net().feeds().sent()).isZero();
            assertThat(here.events(Event.DownloadEnded.class))
                    .filteredOn(ended -> ended.ending() == Event.Ending.UNMODIFIED)
                    .hasSize(3);
        }
    }

    @Test
    void a_feed_that_has_changed_comes_whole_in_spite_of_the_condition() throws Exception {
        try (Installation here = new Installation(home)) {
            Part part = Part.publish(here.net(), "part");
            URI feed = here.net().feeds().uri(part.path());
            assertThat(here.solve(feed)).isInstanceOf(Result.Ready.class);
            Part.publish(here.net(), "part", 20, "");
            here.sites().forEach(Site::forget);

            assertThat(here.refresh(feed)).isInstanceOf(Result.Ready.class);

            assertThat(here.net().feeds().hits()).singleElement().satisfies(hit -> assertThat(hit.headers())
                    .containsKey("if-none-match"));
            assertThat(here.net().feeds().sent()).isEqualTo(here.net().feeds().get(part.path()).length);
        }
    }
}
