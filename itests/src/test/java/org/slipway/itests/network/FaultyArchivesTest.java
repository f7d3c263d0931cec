package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Acquisition.Cause.NotFetched;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.monitor.Event;
import org.slipway.itests.container.InContainer;
import org.slipway.model.selections.Selections;
import org.slipway.testnet.Fault;
import org.slipway.testnet.Site;

/** Archive hosts at their worst, over real sockets. */
@InContainer
class FaultyArchivesTest {
    private static final int HALF = Part.SIZE / 2;

    @TempDir
    Path home;

    /** How often the primary is asked, and what the mirror does. */
    private enum Outcome {
        AT_ONCE(1, Mirror.NOT_ASKED),
        SECOND_TRY(2, Mirror.NOT_ASKED),
        MIRROR_AT_ONCE(1, Mirror.WINS),
        MIRROR_AFTER_A_TRY(2, Mirror.WINS),
        /** One that closes its connection without a word is asked twice at each try: the connection may have been an old one. */
        MIRROR_AFTER_A_SPEECHLESS_TRY(4, Mirror.WINS),
        /** When the primary has stalled it is asked again beside the mirror, if it gets its place before that has won. */
        RACE(2, Mirror.WINS),
        LOOP(11, Mirror.WINS);

        private final int primary;
        private final Mirror mirror;

        Outcome(int primary, Mirror mirror) {
            this.primary = primary;
            this.mirror = mirror;
        }
    }

    private enum Mirror {
        NOT_ASKED,
        WINS
    }

    private record Case(Fault fault, Outcome outcome) {}

    private static Map<String, Case> cases(Site other) {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("well", new Case(Fault.first(0, Fault.hang()), Outcome.AT_ONCE));
        cases.put("delayed", new Case(Fault.delay(Duration.ofMillis(100)), Outcome.AT_ONCE));
        cases.put("delayed-body", new Case(Fault.delayBody(Duration.ofMillis(100)), Outcome.AT_ONCE));
        cases.put("trickle", new Case(Fault.trickle(10_000, Duration.ofMillis(20)), Outcome.AT_ONCE));
        cases.put("no-length", new Case(Fault.noLength(), Outcome.AT_ONCE));
        cases.put("redirect", new Case(Fault.redirect(other.uri("/redirect.tar.gz")), Outcome.AT_ONCE));
        cases.put("hang", new Case(Fault.hang(), Outcome.RACE));
        cases.put("stall-in-head", new Case(Fault.stallInHead(), Outcome.RACE));
        cases.put("stall", new Case(Fault.stall(HALF), Outcome.RACE));
        cases.put("reset", new Case(Fault.reset(), Outcome.MIRROR_AFTER_A_SPEECHLESS_TRY));
        cases.put("reset-in-body", new Case(Fault.reset(HALF / 2), Outcome.MIRROR_AFTER_A_TRY));
        cases.put("reset-once", new Case(Fault.first(1, Fault.reset()), Outcome.SECOND_TRY));
        cases.put("truncated", new Case(Fault.truncate(HALF / 2), Outcome.MIRROR_AFTER_A_TRY));
        cases.put("truncated-once", new Case(Fault.first(1, Fault.truncate(HALF)), Outcome.SECOND_TRY));
        cases.put("no-ranges", new Case(Fault.first(1, Fault.truncate(HALF), Fault.wholeOnly()), Outcome.SECOND_TRY));
        cases.put("changed", new Case(Fault.first(1, Fault.truncate(HALF), Fault.etag("another")), Outcome.SECOND_TRY));
        cases.put("too-short", new Case(Fault.shorter(3), Outcome.MIRROR_AT_ONCE));
        cases.put("too-long", new Case(Fault.longer(1), Outcome.MIRROR_AT_ONCE));
        cases.put("endless", new Case(Fault.endless(), Outcome.MIRROR_AT_ONCE));
        cases.put("garbage", new Case(Fault.garbage(), Outcome.MIRROR_AT_ONCE));
        cases.put(
                "coded",
                new Case(reply -> reply.header("Content-Encoding", "gzip").send(), Outcome.MIRROR_AT_ONCE));
        cases.put("missing", new Case(Fault.status(404), Outcome.MIRROR_AT_ONCE));
        cases.put("forbidden", new Case(Fault.status(403), Outcome.MIRROR_AT_ONCE));
        cases.put("busy", new Case(Fault.status(503), Outcome.MIRROR_AFTER_A_TRY));
        cases.put("busy-once", new Case(Fault.first(1, Fault.status(503, "1")), Outcome.SECOND_TRY));
        cases.put("busy-for-long", new Case(Fault.status(503, "100"), Outcome.MIRROR_AT_ONCE));
        cases.put("redirect-loop", new Case(Fault.redirectLoop(), Outcome.LOOP));
        cases.put("redirect-to-file", new Case(Fault.redirect("file:///etc/passwd"), Outcome.MIRROR_AT_ONCE));
        return cases;
    }

    @Test
    void whatever_the_primaries_do_everything_is_stored_and_the_mirror_is_asked_only_where_it_helps() throws Exception {
        try (Installation here = new Installation(home)) {
            Map<String, Case> cases = cases(here.net().keyInfo());
            List<Part> parts = new ArrayList<>();
            for (String name : cases.keySet()) parts.add(Part.publish(here.net(), name));
            URI all = Part.publishAll(here.net(), parts);
            here.net().keyInfo().put("/redirect.tar.gz", here.net().archives().get("/redirect.tar.gz"));
            cases.forEach((name, fault) -> here.net().archives().fault("/" + name + ".tar.gz", fault.fault()));
            Selections selections = here.select(all);

            Acquisition acquired = here.download(selections);

            assertThat(acquired).isInstanceOf(Acquisition.Complete.class);
            SoftAssertions seen = new SoftAssertions();
            for (Part part : parts) {
                Outcome outcome = cases.get(part.name()).outcome();
                seen.assertThat(here.net().archives().hits(part.archive()))
                        .as("requests for " + part.name())
                        .hasSizeBetween(outcome == Outcome.RACE ? 1 : outcome.primary, outcome.primary);
                seen.assertThat(here.events(Event.MirrorWon.class))
                        .as("mirror of " + part.name())
                        .filteredOn(won -> won.primary().equals(part.release().href()))
                        .hasSize(outcome.mirror == Mirror.WINS ? 1 : 0);
            }
            seen.assertAll();
            assertThat(here.net().archives().most()).isEqualTo(2);
            assertThat(here.net().mirror().most()).isLessThanOrEqualTo(2);
            assertThat(here.leftovers()).isEmpty();
        }
    }

    @Test
    void a_broken_transfer_is_gone_on_with_where_it_broke_off_also_from_the_mirror() throws Exception {
        try (Installation here = new Installation(home)) {
            Part part = Part.publish(here.net(), "part");
            here.net().archives().fault(part.archive(), Fault.truncate(1000));

            Selections selections = here.select(here.net().feeds().uri(part.path()));
            assertThat(here.download(selections)).isInstanceOf(Acquisition.Complete.class);

            List<Site.Hit> primary = here.net().archives().hits();
            assertThat(primary).hasSize(2);
            assertThat(primary.get(1).headers())
                    .containsEntry("range", "bytes=1000-")
                    .containsKey("if-range");
            Site.Hit mirror = here.net().mirror().hits().get(0);
            assertThat(mirror.headers()).containsEntry("range", "bytes=2000-").doesNotContainKey("if-range");
            assertThat(here.net().mirror().sent()).isEqualTo(part.release().archive().length - 2000);
            assertThat(here.events(Event.DownloadRetried.class))
                    .singleElement()
                    .satisfies(retried -> assertThat(retried.after()).isEqualTo(Duration.ofSeconds(1)));
        }
    }

    @Test
    void wrong_bytes_are_refused_by_the_digest_and_nothing_is_stored() throws Exception {
        try (Installation here = new Installation(home)) {
            Part part = Part.publish(here.net(), "part");
            here.net().archives().fault(part.archive(), Fault.wrongByte(HALF));

            Selections selections = here.select(here.net().feeds().uri(part.path()));
            Acquisition acquired = here.download(selections);

            assertThat(why(acquired)).isInstanceOfAny(Fetching.DigestMismatch.class, Fetching.BadRecipe.class);
            assertThat(home.resolve("cache/implementations")
                            .resolve(part.release().digest()))
                    .doesNotExist();
            assertThat(here.leftovers()).isEmpty();
        }
    }

    @Test
    void a_beginning_that_was_wrong_is_found_by_the_digest_and_all_is_fetched_afresh() throws Exception {
        try (Installation here = new Installation(home)) {
            Part part = Part.publish(here.net(), "part");
            Fault wrongBeginning = reply -> {
                byte[] beginning = Arrays.copyOf(reply.body(), 1000);
                beginning[999] ^= 1;
                reply.announce(reply.body().length).bytes(beginning, reply::drop);
            };
            here.net().archives().fault(part.archive(), Fault.first(1, wrongBeginning));

            Selections selections = here.select(here.net().feeds().uri(part.path()));
            assertThat(here.download(selections)).isInstanceOf(Acquisition.Complete.class);

            assertThat(here.net().archives().hits())
                    .extracting(hit -> hit.headers().getOrDefault("range", "all"))
                    .containsExactly("all", "bytes=1000-", "all");
            assertThat(here.leftovers()).isEmpty();
        }
    }

    @Test
    void redirects_between_two_sites_keep_to_two_transfers_at_each() throws Exception {
        try (Installation here = new Installation(home)) {
            Site one = here.net().archives();
            Site other = here.net().keyInfo();
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Part part = Part.publish(here.net(), "part-" + i);
                parts.add(part);
                Fault slowly = Fault.trickle(10_000, Duration.ofMillis(10));
                other.put(part.archive(), one.get(part.archive()));
                if (i % 3 == 0) one.fault(part.archive(), slowly);
                if (i % 3 == 1) one.fault(part.archive(), Fault.redirect(other.uri(part.archive())));
                if (i % 3 == 2) {
                    one.fault(part.archive(), Fault.redirect(other.uri("/back" + part.archive())));
                    other.fault("/back" + part.archive(), Fault.redirect(one.uri("/again" + part.archive())));
                    one.put("/again" + part.archive(), one.get(part.archive()));
                    one.fault("/again" + part.archive(), slowly);
                }
                other.fault(part.archive(), slowly);
            }
            URI all = Part.publishAll(here.net(), parts);
            Selections selections = here.select(all);
            here.sites().forEach(Site::forget);

            assertThat(here.download(selections)).isInstanceOf(Acquisition.Complete.class);

            assertThat(one.most()).isEqualTo(2);
            assertThat(other.most()).isEqualTo(2);
            assertThat(one.hits()).hasSize(13 + 4);
            assertThat(other.hits()).hasSize(8);
            assertThat(here.net().mirror().hits()).isEmpty();
        }
    }

    @Test
    void one_that_fails_does_not_stop_the_others_and_all_errors_are_reported() throws Exception {
        try (Installation here = new Installation(home)) {
            List<Part> parts = new ArrayList<>();
            for (String name : List.of("bad", "good", "worse")) parts.add(Part.publish(here.net(), name));
            URI all = Part.publishAll(here.net(), parts);
            for (int i : List.of(0, 2)) {
                here.net().archives().fault(parts.get(i).archive(), Fault.status(404));
                here.net().mirror().fault(Fault.status(404));
            }
            Selections selections = here.select(all);

            Acquisition acquired = here.download(selections);

            assertThat(acquired)
                    .isInstanceOfSatisfying(Acquisition.Failed.class, failed -> assertThat(failed.failures())
                            .extracting(failure ->
                                    failure.selection().role().interfaceUri().text())
                            .containsExactlyInAnyOrder(
                                    here.net().feeds().uri("/bad.xml").toString(),
                                    here.net().feeds().uri("/worse.xml").toString()));
            assertThat(home.resolve("cache/implementations")
                            .resolve(parts.get(1).release().digest()))
                    .isDirectory();
        }
    }

    private static Fetching why(Acquisition acquired) {
        assertThat(acquired).isInstanceOf(Acquisition.Failed.class);
        Acquisition.Failure failure = ((Acquisition.Failed) acquired).failures().get(0);
        return ((NotFetched) failure.cause()).why();
    }
}
