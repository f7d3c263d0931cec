package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Explanation.Problem.NoMainFeed;
import org.slipway.api.solver.Explanation.Problem.Told;
import org.slipway.api.solver.Remedy;
import org.slipway.api.store.Verification;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.Verdict;
import org.slipway.model.FeedUri;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.model.Role;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;

class SentencesTest {
    private static final FeedUri FEED = new FeedUri.Remote("http://example.com/x.xml");

    @Test
    void a_network_problem_says_what_and_why() {
        URI uri = URI.create("http://example.com:8080/a.tar");
        assertThat(NetworkSentences.of(new NetworkProblem(uri, Kind.CONNECTION_REFUSED, "")))
                .isEqualTo("Cannot download http://example.com:8080/a.tar: connection refused by example.com:8080:"
                        + " nothing listens there");
        assertThat(NetworkSentences.of(new NetworkProblem(uri, Kind.NOT_FOUND, "404 Not Found")))
                .isEqualTo(
                        "Cannot download http://example.com:8080/a.tar: the server does not have it (404 Not Found)");
        for (Kind kind : Kind.values())
            assertThat(NetworkSentences.of(new NetworkProblem(uri, kind, ""))).doesNotContain("null");
    }

    @Test
    void what_one_cause_keeps_away_is_named_up_to_three() {
        String[] together = {
            "a",
            "a and http://x/b",
            "a, http://x/b and http://x/c",
            "a, http://x/b and 2 more",
            "a, http://x/b and 3 more"
        };
        for (int count = 1; count <= together.length; count++)
            assertThat(NetworkSentences.of(Stream.of("a", "b", "c", "d", "e")
                            .limit(count)
                            .map(name -> new NetworkProblem(URI.create("http://x/" + name), Kind.UNKNOWN_HOST, ""))
                            .toList()))
                    .startsWith("Cannot download http://x/" + together[count - 1] + ": there is no host");
    }

    @Test
    void only_a_feed_that_is_not_there_at_all_needs_no_more_words() {
        assertThat(Selecting.onlyTheFeedIsMissing(unsolvable(new NoMainFeed(new InterfaceUri(FEED.text())))))
                .isTrue();
        String words = "Main feed '" + FEED.text() + "' not available";
        assertThat(Selecting.onlyTheFeedIsMissing(unsolvable(new Told(words)))).isFalse();
        assertThat(Selecting.onlyTheFeedIsMissing(
                        unsolvable(new Told("It is no feed"), new NoMainFeed(new InterfaceUri(FEED.text())))))
                .isFalse();
    }

    private static Result.Unsolvable unsolvable(Explanation.Problem... problems) {
        Explanation.Component component = new Explanation.Component(
                Role.binary(new InterfaceUri(FEED.text())),
                Optional.empty(),
                Optional.empty(),
                List.of(problems),
                List.of(),
                List.of(),
                0,
                0);
        NetworkProblem unreachable = new NetworkProblem(URI.create(FEED.text()), Kind.UNKNOWN_HOST, "");
        return new Result.Unsolvable(
                new Explanation(List.of(component)), List.of(new FeedProblem.Unreachable(FEED, unreachable)));
    }

    @Test
    void a_feed_that_cannot_be_had_says_what_to_do_next() {
        URI uri = URI.create("http://example.com/x.xml");
        assertThat(FeedSentences.of(new FeedProblem.Unreachable(FEED, new NetworkProblem(uri, Kind.UNKNOWN_HOST, ""))))
                .isEqualTo("Cannot download http://example.com/x.xml: there is no host called 'example.com'. Check the"
                        + " name and the network");
        assertThat(FeedSentences.of(new FeedProblem.NotSigned(FEED, "no block")))
                .contains("no block", "name the file");
        assertThat(FeedSentences.of(
                        new FeedProblem.NotImported(FEED, new Import.WrongUri(FEED, "http://example.com/y"))))
                .contains("http://example.com/y", "Ask for that one");
        assertThat(FeedSentences.of(new FeedProblem.CacheFailure(FEED, "No space left on device")))
                .contains("Make room");
    }

    @Test
    void an_implementation_that_cannot_be_had_says_what_to_do_next() throws Exception {
        NetworkProblem gone = problem(Kind.NOT_FOUND);
        assertThat(failed(new Fetching.NetworkFailure(List.of(gone, gone))))
                .endsWith("or choose another version with" + " --before or --version");
        assertThat(failed(new Fetching.NetworkFailure(List.of(problem(Kind.STALLED), gone))))
                .endsWith("Try again later");
        assertThat(failed(new Fetching.StoreFailure("No space left on device"))).contains("Make room");
    }

    private static NetworkProblem problem(Kind kind) {
        return new NetworkProblem(URI.create("http://example.com/a.tar"), kind, "");
    }

    private static String failed(Fetching why) throws Exception {
        Selections selections = SelectionsReader.read(Xml.read("""
                <selections xmlns='http://zero-install.sourceforge.net/2004/injector/interface'
                    interface='http://example.com/x.xml' command='run'>
                  <selection interface='http://example.com/x.xml' id='sha1new=1' version='1'/>
                </selections>
                """.getBytes(StandardCharsets.UTF_8)));
        Selection selection = selections.get(selections.root()).orElseThrow();
        return FetchSentences.of(new Acquisition.Failed(
                List.of(new Acquisition.Failure(selection, new Acquisition.Cause.NotFetched(why)))));
    }

    @Test
    void without_a_terminal_the_command_that_would_help_is_named() {
        Fingerprint key = new Fingerprint("A".repeat(40));
        TrustDomain domain = new TrustDomain("example.com");
        Verdict.NoTrustedKeys verdict =
                new Verdict.NoTrustedKeys(domain, List.of(key), Verdict.Reason.NOBODY_TO_ASK, List.of());
        assertThat(FeedSentences.of(new FeedProblem.NotTrusted(FEED, List.of(key), verdict)))
                .isEqualTo(
                        "Feed http://example.com/x.xml is signed with a key that is not trusted for example.com: " + key
                                + ".\nNobody can be asked. If you trust it: slipway trust add " + key
                                + " example.com\nor give --trust " + key);
    }

    @Test
    void a_refusal_by_policy_says_what_the_rule_is_and_where() {
        Fingerprint key = new Fingerprint("A".repeat(40));
        Verdict.NoTrustedKeys verdict = new Verdict.NoTrustedKeys(
                new TrustDomain("example.com"),
                List.of(key),
                Verdict.Reason.REFUSED_BY_POLICY,
                List.of("it is not in the catalogue of this machine"));
        assertThat(FeedSentences.of(new FeedProblem.NotTrusted(FEED, List.of(key), verdict)))
                .contains(
                        "is refused by policy: it is not in the catalogue of this machine",
                        "trust-policy",
                        "plugin list");
    }

    @Test
    void an_explanation_has_the_reference_s_shape() {
        Role role = Role.binary(new InterfaceUri("http://example.com/x.xml"));
        Explanation.Rejected rejected = new Explanation.Rejected(
                new Explanation.Candidate(Version.of("1"), "sha256new_" + "A".repeat(52)),
                "Excluded by user-provided restriction: version 2");
        Explanation.Component component = new Explanation.Component(
                role,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of("User requested version 2"),
                List.of(rejected),
                1,
                0);
        assertThat(new ExplanationText(false).of(new Explanation(List.of(component))))
                .isEqualTo("""
                Can't find all required implementations:
                - http://example.com/x.xml -> (problem)
                    User requested version 2
                    No usable implementations:
                      v1 (sha256new_AAAAAAA...): Excluded by user-provided restriction: version 2""");
    }

    @Test
    void many_rejected_versions_share_a_line_for_each_reason() {
        List<Explanation.Rejected> rejected = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> new Explanation.Rejected(
                        new Explanation.Candidate(Version.of(String.valueOf(10 - i)), "a"),
                        i < 4 ? "Poor stability 'buggy'" : "No run command"))
                .toList();
        Explanation explanation = new Explanation(List.of(problem(rejected)));
        assertThat(new ExplanationText(false).of(explanation))
                .endsWith("""
                v9 to v7 (3 of them): Poor stability 'buggy'
                v6 to v1 (6 of them): No run command""".indent(6).stripTrailing());
        assertThat(new ExplanationText(true).of(explanation)).contains("v8 (a): Poor stability 'buggy'");
    }

    private static Explanation.Component problem(List<Explanation.Rejected> rejected) {
        return new Explanation.Component(
                Role.binary(new InterfaceUri("http://example.com/x.xml")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                rejected,
                rejected.size(),
                0);
    }

    @Test
    void each_remedy_says_what_to_type() {
        InterfaceUri uri = new InterfaceUri("http://example.com/x.xml");
        assertThat(RemedySentences.of(List.of(
                        List.of(new Remedy.Unlimited(uri, VersionExpression.of("..!2"))),
                        List.of(new Remedy.OnLine()),
                        List.of(new Remedy.OtherSystem("Windows"), new Remedy.OtherProcessor("i386")),
                        List.of(new Remedy.OtherCommand(Optional.of("gui"))),
                        List.of(new Remedy.OtherCommand(Optional.empty())),
                        List.of(new Remedy.OtherForm(Form.SOURCE)),
                        List.of(new Remedy.OtherForm(Form.BINARY)),
                        List.of(new Remedy.Compiling()),
                        List.of(new Remedy.Accepted(uri, Stability.BUGGY)),
                        List.of(new Remedy.Supplied(Role.binary(uri))))))
                .isEqualTo("""

                What would help:
                - drop the limit on http://example.com/x.xml (..!2)
                - use the network: without --offline
                - select for another system: --os=Windows; and select for another processor: --cpu=i386
                - use the command that is there: --command=gui
                - use it as a library: --command=
                - select the source code: --source
                - select the program: without --source
                - consider what can be compiled: --may-compile
                - accept buggy versions of http://example.com/x.xml, by a rating of your own
                - a version of http://example.com/x.xml that suits all who need it: slipway add-feed or --refresh may bring one""");
    }

    @Test
    void control_characters_from_outside_cannot_move_the_cursor() {
        assertThat(SafeText.of("a\u001b[2Jb\rc\u202ed\ne")).isEqualTo("a\\u{1b}[2Jb\\u{d}c\\u{202e}d\\u{a}e");
        assertThat(SafeText.lines("a\nb\u0007")).isEqualTo("a\nb\\u{7}");
    }

    @Test
    void of_very_many_differences_ten_are_shown_and_the_others_counted() {
        List<String> paths =
                IntStream.range(0, 1000).mapToObj(i -> "missing: /" + i).toList();
        ManifestDigest digest = new ManifestDigest(Algorithm.SHA256NEW, "A".repeat(52));
        assertThat(StoreSentences.of(Path.of("/entry"), new Verification.Damaged(digest, "", paths, 500)))
                .contains("missing: /9\n")
                .doesNotContain("missing: /10\n")
                .endsWith("\n  and 1490 more");
    }
}
