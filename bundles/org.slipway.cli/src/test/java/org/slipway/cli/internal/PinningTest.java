package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Stability;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** What a user keeps to. */
class PinningTest {
    private static final String ZI = "xmlns='http://zero-install.sourceforge.net/2004/injector/interface'";
    private static final InterfaceUri APP = new InterfaceUri("http://example.com/app.xml");
    private static final FeedUri MAIN = FeedUri.of(APP.text());
    private static final FeedUri IMPORTED = FeedUri.of("http://example.com/imported.xml");
    private static final FeedUri REGISTERED = FeedUri.of("http://example.com/registered.xml");
    private static final FeedUri NATIVE = new FeedUri.Distribution(MAIN);

    @TempDir
    Path home;

    private final ManualLoop loop = new ManualLoop();
    private final Map<FeedUri, FeedPreferences> kept = new LinkedHashMap<>();
    private Runnable meanwhile = () -> {};
    private Optional<FeedUri> damaged = Optional.empty();
    private Optional<Feed> main = Optional.empty();

    @BeforeEach
    void somebody_has_rated() throws Exception {
        main = Optional.of(FeedReader.read(
                MAIN,
                Xml.read(("<interface uri='" + MAIN + "' " + ZI + "><name>x</name><summary>x</summary>" + "<feed src='"
                                + IMPORTED + "'/></interface>")
                        .getBytes(UTF_8))));
        rate(MAIN, Map.of("a", Stability.PREFERRED, "b", Stability.BUGGY));
        for (FeedUri feed : List.of(IMPORTED, REGISTERED, NATIVE)) rate(feed, Map.of("c", Stability.PREFERRED));
    }

    private void rate(FeedUri feed, Map<String, Stability> ratings) {
        kept.put(feed, new FeedPreferences(ratings));
    }

    private Map<String, Stability> ratings(FeedUri feed) {
        return kept.getOrDefault(feed, FeedPreferences.NONE).stability();
    }

    private FeedCache cache() {
        return Partly.a(
                FeedCache.class,
                Map.of(
                        "get",
                        uri -> uri[0].equals(MAIN) ? main : Optional.empty(),
                        "preferences",
                        about -> about[0] instanceof InterfaceUri ? registered() : preferences((FeedUri) about[0]),
                        "set",
                        both -> kept.put((FeedUri) both[0], (FeedPreferences) both[1])));
    }

    private FeedPreferences preferences(FeedUri feed) throws IOException {
        if (damaged.equals(Optional.of(feed))) throw new IOException("damaged");
        return kept.getOrDefault(feed, FeedPreferences.NONE);
    }

    private static InterfacePreferences registered() {
        return new InterfacePreferences(
                Optional.empty(),
                List.of(new FeedImport(REGISTERED, Architecture.ANY, Optional.empty(), FeedImport.Origin.USER)));
    }

    private Pinning pinning() {
        return new Pinning(
                SomeServices.of(loop, new TestHost(Map.of(), home), new TestPlaces(home), new TestSettings(), cache()));
    }

    private Promise<Made> choose(String option, Promise<Made> choice) throws Complaint {
        Arguments typed = Arguments.parse(List.of("select", option, APP.text()));
        Command.Invocation invocation = new Command.Invocation(typed, typed.words());
        Promise<Made> made = pinning().around(APP, invocation, () -> {
            DriverRequest request = new DriverRequest(
                    Requirements.run(APP), Refresh.AS_NEEDED, Optional.empty(), DriverRequest.Goal.RUN);
            assertThat(Pinning.asked(request, invocation).pins())
                    .as("the choice is made as if nothing were pinned")
                    .isEqualTo(DriverRequest.Pins.PASSED_OVER);
            meanwhile.run();
            return choice;
        });
        loop.run();
        return made;
    }

    private Promise<Made> chosen() throws Exception {
        Selections selections = SelectionsReader.read(Xml.read(("<selections interface='" + APP + "' " + ZI + ">"
                        + "<selection id='z' version='1' interface='" + APP + "' from-feed='" + REGISTERED
                        + "'/></selections>")
                .getBytes(UTF_8)));
        return loop.promises().resolved(new Made(null, null, selections, Set.of()));
    }

    @Test
    void what_is_chosen_is_kept_to_and_nothing_else_of_the_interface() throws Exception {
        assertThat(choose("--pin", chosen()).getFailure()).isNull();
        assertThat(ratings(REGISTERED)).isEqualTo(Map.of("z", Stability.PREFERRED));
        assertThat(ratings(MAIN)).isEqualTo(Map.of("b", Stability.BUGGY));
        assertThat(ratings(IMPORTED)).isEmpty();
        assertThat(ratings(NATIVE)).isEmpty();
    }

    @Test
    void without_a_choice_what_was_pinned_stays_pinned() throws Exception {
        Map<FeedUri, FeedPreferences> before = Map.copyOf(kept);
        Promise<Made> failed = choose("--pin", loop.promises().failed(new Complaint("no")));
        assertThat(failed.getFailure()).hasMessage("no");
        assertThat(kept).isEqualTo(before);
    }

    @Test
    void while_it_is_chosen_what_was_pinned_stays_pinned_and_what_others_rate_meanwhile_is_kept() throws Exception {
        Map<FeedUri, FeedPreferences> before = Map.copyOf(kept);
        meanwhile = () -> {
            assertThat(kept).isEqualTo(before);
            rate(MAIN, Map.of("a", Stability.PREFERRED, "n", Stability.INSECURE));
            rate(REGISTERED, Map.of("c", Stability.PREFERRED, "m", Stability.BUGGY));
        };
        assertThat(choose("--pin", chosen()).getFailure()).isNull();
        assertThat(ratings(MAIN)).isEqualTo(Map.of("n", Stability.INSECURE));
        assertThat(ratings(REGISTERED)).isEqualTo(Map.of("m", Stability.BUGGY, "z", Stability.PREFERRED));

        meanwhile = () -> rate(MAIN, Map.of("a", Stability.PREFERRED, "n", Stability.INSECURE));
        choose("--pin", loop.promises().failed(new Complaint("no")));
        assertThat(ratings(MAIN)).isEqualTo(Map.of("a", Stability.PREFERRED, "n", Stability.INSECURE));
    }

    @Test
    void what_is_unpinned_stays_so_even_without_a_choice() throws Exception {
        choose("--unpin", loop.promises().failed(new Complaint("no")));
        assertThat(kept.values())
                .noneMatch(preferences -> preferences.stability().containsValue(Stability.PREFERRED));
        assertThat(ratings(MAIN)).isEqualTo(Map.of("b", Stability.BUGGY));
    }

    @Test
    void where_preferences_are_damaged_none_are_changed() throws Exception {
        damaged = Optional.of(NATIVE);
        Map<FeedUri, FeedPreferences> before = Map.copyOf(kept);
        for (String option : List.of("--pin", "--unpin"))
            assertThat(choose(option, chosen()).getFailure()).hasMessage("damaged");
        assertThat(kept).isEqualTo(before);
    }

    @Test
    void nobody_can_mean_both() throws Exception {
        Arguments typed = Arguments.parse(List.of("select", "--pin", "--unpin", APP.text()));
        assertThatThrownBy(() -> Pinning.check(new Command.Invocation(typed, typed.words())))
                .isInstanceOf(Complaint.class)
                .hasMessage("'--pin' and '--unpin' cannot both be meant: leave one out");
    }
}
