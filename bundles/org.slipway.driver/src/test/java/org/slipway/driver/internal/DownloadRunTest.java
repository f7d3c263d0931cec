package org.slipway.driver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Acquisition.Cause;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.settings.NetworkUse;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Requirements;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestSettings;

class DownloadRunTest {
    private static final String A = "http://example.com/a.xml";
    private static final String B = "http://example.com/b.xml";
    private static final String ONE = "sha1=1111111111111111111111111111111111111111";
    private static final String TWO = "sha1=2222222222222222222222222222222222222222";

    private final ManualLoop loop = new ManualLoop();
    private final Fakes.Cache cache = new Fakes.Cache();
    private final Fakes.Stored store = new Fakes.Stored();
    private final Fakes.Fetcher feeds = new Fakes.Fetcher(loop);
    private final Fakes.Implementations implementations = new Fakes.Implementations(loop);
    private final TestSettings settings = new TestSettings();
    private final Switch scope = loop.scope();

    private static String selection(String feed, String id) {
        return "<selection interface='" + feed + "' id='" + id + "' version='1'><manifest-digest "
                + id.replace("=", "='") + "'/></selection>";
    }

    private static String implementation(String id) {
        return "<implementation id='" + id + "' version='1'><archive href='http://example.com/x.tgz' size='1'/>"
                + "</implementation>";
    }

    private Promise<Acquisition> download(String selections) {
        Surroundings surroundings = new Surroundings(
                cache,
                store,
                settings,
                new TestHost(Map.of()),
                new NativePackages(loop),
                new FeedSources(loop, event -> {}));
        DriverRequest request =
                new DriverRequest(Requirements.run(new InterfaceUri(A)), Refresh.AS_NEEDED, Optional.empty(), Goal.RUN);
        Promise<Acquisition> acquisition = new DownloadRun(
                        loop, new Late<>(() -> feeds), new Late<>(() -> implementations), surroundings, request, scope)
                .start(Texts.selections(selections));
        loop.run();
        return acquisition;
    }

    private void cached(String feed, String... ids) {
        StringBuilder content = new StringBuilder();
        for (String id : ids) content.append(implementation(id));
        cache.feeds.put(FeedUri.of(feed), Texts.feed(feed, content.toString()));
    }

    private void ends(String id, Fetching fetching) {
        implementations.waiting.remove(id).resolve(fetching);
        loop.run();
    }

    @Test
    void what_is_stored_is_not_downloaded() {
        store.digests.add(ManifestDigest.of(ONE).orElseThrow());
        assertThat(loop.value(download(selection(A, ONE)))).isInstanceOf(Acquisition.Complete.class);
        assertThat(implementations.waiting).isEmpty();
        assertThat(store.tidied).isEqualTo(1);
    }

    @Test
    void everything_is_downloaded_side_by_side() {
        cached(A, ONE);
        cached(B, TWO);
        download(selection(A, ONE) + selection(B, TWO));
        assertThat(implementations.waiting.keySet()).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void one_failing_does_not_stop_the_others_and_all_failures_are_told() {
        cached(A, ONE);
        cached(B, TWO);
        Promise<Acquisition> acquisition = download(selection(A, ONE) + selection(B, TWO));
        ends(ONE, new Fetching.BadRecipe("archive", "broken"));
        assertThat(acquisition.isDone()).isFalse();
        ends(TWO, new Fetching.NoRetrievalMethod());
        Acquisition.Failed failed = (Acquisition.Failed) loop.value(acquisition);
        assertThat(failed.failures())
                .extracting(Acquisition.Failure::cause)
                .containsExactly(
                        new Cause.NotFetched(new Fetching.BadRecipe("archive", "broken")),
                        new Cause.NotFetched(new Fetching.NoRetrievalMethod()));
    }

    @Test
    void a_feed_that_lacks_the_implementation_is_refreshed_first() {
        cached(A);
        Promise<Acquisition> acquisition = download(selection(A, ONE));
        assertThat(feeds.waiting.keySet()).containsExactly(A);
        cached(A, ONE);
        feeds.brings(cache.feeds.get(FeedUri.of(A)));
        loop.run();
        ends(ONE, new Fetching.Stored(Path.of("/store/x")));
        assertThat(loop.value(acquisition)).isInstanceOf(Acquisition.Complete.class);
    }

    private static String lock(String feed, String id) {
        return "<lock xmlns='urn:slipway:lock:1'><feed uri='" + feed + "' sha256='x'>"
                + implementation(id)
                        .replace("<implementation ", "<implementation xmlns='" + Element.ZERO_INSTALL + "' ")
                        .replace("<archive", "<manifest-digest " + id.replace("=", "='") + "'/><archive")
                + "</feed></lock>";
    }

    @Test
    void a_lock_says_itself_how_and_no_feed_is_looked_at() {
        Promise<Acquisition> acquisition = download(selection(A, ONE) + lock(A, ONE));

        assertThat(feeds.waiting).isEmpty();
        ends(ONE, new Fetching.Stored(Path.of("/store/x")));
        assertThat(loop.value(acquisition)).isInstanceOf(Acquisition.Complete.class);
    }

    @Test
    void a_lock_that_is_damaged_is_not_taken_for_mere_selections() throws Exception {
        cached(A, ONE);
        Promise<Acquisition> acquisition = download(selection(A, ONE) + lock(A, TWO));

        assertThat(acquisition.getFailure()).isInstanceOf(MalformedFeed.class).hasMessageContaining(ONE);
        assertThat(implementations.waiting).isEmpty();
    }

    @Test
    void an_implementation_that_the_publisher_has_withdrawn_is_named() {
        cached(A);
        Promise<Acquisition> acquisition = download(selection(A, ONE));
        feeds.brings(cache.feeds.get(FeedUri.of(A)));
        Acquisition.Failed failed = (Acquisition.Failed) loop.value(acquisition);
        assertThat(failed.failures().get(0).cause()).isInstanceOf(Cause.NotInFeed.class);
    }

    @Test
    void off_line_nothing_is_tried() {
        settings.networkUse = NetworkUse.OFF_LINE;
        cached(A, ONE);
        Acquisition.Failed failed = (Acquisition.Failed) loop.value(download(selection(A, ONE)));
        assertThat(failed.failures().get(0).cause()).isEqualTo(new Cause.Offline());
        assertThat(implementations.waiting).isEmpty();
    }

    @Test
    void off_line_a_local_feeds_archive_of_elsewhere_is_not_tried_and_its_own_is() {
        settings.networkUse = NetworkUse.OFF_LINE;
        String local = "/feeds/a.xml";
        cached(local, ONE);
        Acquisition.Failed failed = (Acquisition.Failed) loop.value(download(selection(local, ONE)));
        assertThat(failed.failures().get(0).cause()).isEqualTo(new Cause.Offline());

        String beside = implementation(ONE).replace("http://example.com/x.tgz", "x.tgz");
        cache.feeds.put(FeedUri.of(local), Texts.feed(local, beside));
        download(selection(local, ONE));
        assertThat(implementations.waiting).containsOnlyKeys(ONE);
    }

    @Test
    void a_native_package_that_is_not_installed_is_left_to_the_administrator() {
        Acquisition.Failed failed = (Acquisition.Failed) loop.value(download("<selection interface='" + A
                + "' id='package:deb:python3:3.11:x86_64' package='python3' version='3.11'"
                + " quick-test-file='/no/such/file'/>"));
        assertThat(failed.failures().get(0).cause()).isEqualTo(new Cause.NotInstalled("deb", "python3"));
    }

    @Test
    void the_quick_test_tells_that_a_native_package_is_here() {
        assertThat(loop.value(download("<selection interface='" + A
                        + "' id='package:deb:base-files:1:*' package='base-files' version='1'"
                        + " quick-test-file='/'/>")))
                .isInstanceOf(Acquisition.Complete.class);
    }

    @Test
    void a_local_directory_that_is_gone_is_named() {
        Acquisition.Failed failed = (Acquisition.Failed) loop.value(
                download("<selection interface='" + A + "' id='/no/such/dir' local-path='/no/such/dir' version='1'/>"));
        assertThat(failed.failures().get(0).cause()).isEqualTo(new Cause.NoDirectory("/no/such/dir"));
    }
}
