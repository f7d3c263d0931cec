package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Criterion;
import org.slipway.api.solver.Choice.Other;
import org.slipway.api.solver.Choice.Verdict;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Explanation.Candidate;
import org.slipway.api.store.Store;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;
import org.slipway.model.Version;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;
import org.slipway.testkit.ManualLoop;

class CommandsTest {
    private static final String URI_OF_A = "https://example.com/a.xml";
    private static final FeedUri.Remote FEED = new FeedUri.Remote(URI_OF_A);
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final Role ROLE = new Role(new InterfaceUri(URI_OF_A), Form.BINARY);

    private final ManualLoop loop = new ManualLoop();
    private final Ask ask = new Answered(loop);
    private final Map<Fingerprint, Set<TrustDomain>> trusted =
            new TreeMap<>((one, other) -> one.text().compareTo(other.text()));
    private Optional<Path> stored = Optional.empty();
    private Result result = new Result.Aborted();
    private Acquisition acquisition = new Acquisition.Complete();
    private List<Choice> choices = List.of();

    private final Commands commands = commands();

    private Commands commands() {
        Driver driver = Faked.of(
                Driver.class,
                Map.of(
                        "select", given -> loop.promises().resolved(result),
                        "download", given -> loop.promises().resolved(acquisition),
                        "choices", given -> loop.promises().resolved(choices)));
        Store store = Faked.of(Store.class, Map.of("find", given -> stored));
        FeedCache feeds = Faked.of(FeedCache.class, Map.of("list", given -> List.of(FEED)));
        TrustDatabase trust = Faked.of(
                TrustDatabase.class,
                Map.of(
                        "all", given -> trusted,
                        "trust", given -> trusted.put((Fingerprint) given[0], Set.of((TrustDomain) given[1])),
                        "distrust", given -> trusted.remove(given[0])));
        Traffic traffic = new Traffic(loop, ask);
        return new Commands(
                ask, loop, driver, store, feeds, trust, new Tables(traffic, store, trust), new Metrics(traffic));
    }

    private static Selections selections() throws Exception {
        return SelectionsReader.read(Element.of("selections")
                .with("interface", URI_OF_A)
                .with(Element.of("selection")
                        .with("interface", URI_OF_A)
                        .with("id", "sha1=1")
                        .with("version", "1.2")));
    }

    private static Result ready() throws Exception {
        return new Result.Ready(selections(), List.of(), List.of(), Set.of());
    }

    @Test
    void what_is_chosen_is_shown_with_where_it_is() throws Exception {
        result = ready();
        assertThat(commands.select(URI_OF_A)).contains(URI_OF_A, "1.2", "not here: slipway:download has it");
        stored = Optional.of(Path.of("/store/sha1=1"));
        assertThat(commands.download(URI_OF_A)).contains("1.2", "/store/sha1=1");
    }

    @Test
    void what_fails_is_thrown_with_the_reason() throws Exception {
        assertThatThrownBy(() -> commands.select(URI_OF_A)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> commands.select("a.xml")).hasMessageContaining("Not an absolute path");
        result = new Result.Unsolvable(
                new Explanation(List.of(new Explanation.Component(
                        ROLE,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of("User requested version 9.."),
                        List.of(new Explanation.Rejected(new Candidate(Version.of("1"), "x"), "too old")),
                        1,
                        0))),
                List.of(new FeedProblem.Unreachable(
                        FEED, new NetworkProblem(URI.create(URI_OF_A), NetworkProblem.Kind.STATUS, "500 \u001b[2J"))));
        assertThatThrownBy(() -> commands.select(URI_OF_A))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Feed " + URI_OF_A + ": cannot download " + URI_OF_A + ": status (500 \\u{1b}[2J)\n"
                        + URI_OF_A + ": nothing will do\n"
                        + "  User requested version 9..\n"
                        + "  v1 (x): too old");
        result = ready();
        acquisition = new Acquisition.Failed(List.of(new Acquisition.Failure(
                selections().selections().get(0), new Acquisition.Cause.NotInstalled("Debian", "a"))));
        assertThatThrownBy(() -> commands.download(URI_OF_A))
                .hasMessage(URI_OF_A + " 1.2: the package a of Debian has to be installed");
    }

    @Test
    void why_says_what_was_preferred_and_what_cannot_be_had() throws Exception {
        result = ready();
        choices = List.of(new Choice(
                ROLE,
                new Candidate(Version.of("2"), "b"),
                List.of(),
                List.of(
                        new Other(new Candidate(Version.of("3"), "c"), new Verdict.Unusable("Wrong CPU")),
                        new Other(
                                new Candidate(Version.of("1"), "a"), new Verdict.Worse(Criterion.VERSION, "1", "2")))));
        assertThat(commands.why(URI_OF_A))
                .isEqualTo(URI_OF_A + " -> v2 (b)\n  before v1 (a): version 1, not 2\n  not v3 (c): Wrong CPU");
        assertThat(commands.why(URI_OF_A, "a.xml")).isEqualTo(commands.why(URI_OF_A));
        assertThatThrownBy(() -> commands.why(URI_OF_A, "other")).hasMessage("No component is called 'other'");
    }

    @Test
    void trust_is_given_and_taken_back_by_the_whole_fingerprint_alone() throws Exception {
        assertThat(commands.trust()).isEqualTo("No key is trusted");
        assertThat(commands.trust(KEY.text().toLowerCase(Locale.ROOT), "example.com"))
                .contains(KEY.text(), "example.com");
        assertThat(commands.keys()).containsExactly(KEY.text());
        assertThatThrownBy(() -> commands.trust("AAAAAAAA", "*")).hasMessageContaining("Not a fingerprint");
        assertThat(commands.distrust(KEY.text(), "example.com")).isEqualTo("No key is trusted");
    }

    @Test
    void what_can_be_completed_is_listed() throws Exception {
        assertThat(commands.feeds()).containsExactly(URI_OF_A);
        assertThat(commands.downloads()).isEqualTo("Nothing has been downloaded since this started");
        assertThat(commands.hosts()).isEqualTo("No site has been asked since this started");
        assertThat(commands.metrics()).contains("slipway_queued 0");
    }
}
