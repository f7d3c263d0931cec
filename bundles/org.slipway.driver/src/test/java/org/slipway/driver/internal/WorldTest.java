package org.slipway.driver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Snapshot.Availability;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Stability;
import org.slipway.model.feed.Implementation;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestSettings;

class WorldTest {
    private static final String DIGEST = "sha1=0123456789012345678901234567890123456789";
    private static final String ARCHIVE = "<archive href='http://example.com/a.tgz' size='1'/>";

    private final ManualLoop loop = new ManualLoop();
    private final Fakes.Stored store = new Fakes.Stored();

    private Surroundings surroundings(Fakes.Cache cache) {
        return new Surroundings(
                cache,
                store,
                new TestSettings(),
                new TestHost(Map.of()),
                new NativePackages(loop),
                new FeedSources(loop, event -> {}));
    }

    private static DriverRequest request(NetworkUse networkUse) {
        return new DriverRequest(
                Requirements.run(new InterfaceUri("http://example.com/a.xml")),
                DriverRequest.Refresh.NONE,
                Optional.of(networkUse),
                DriverRequest.Goal.SELECT);
    }

    private Availability availability(NetworkUse networkUse, String id) {
        Surroundings surroundings = surroundings(new Fakes.Cache());
        Implementation implementation = Texts.feed(
                        "http://example.com/a.xml",
                        "<implementation id='" + id + "' version='1'>" + ARCHIVE + "</implementation>")
                .implementations()
                .get(id);
        return new World(surroundings, request(networkUse)).availability(implementation);
    }

    @Test
    void a_directory_by_its_name_counts_as_here_while_the_network_can_put_it_right(@TempDir Path directory)
            throws IOException {
        store.directories.add(directory);
        assertThat(availability(NetworkUse.MINIMAL, DIGEST)).isEqualTo(Availability.MISSING);
        Files.createDirectory(directory.resolve(DIGEST));
        assertThat(availability(NetworkUse.MINIMAL, DIGEST)).isEqualTo(Availability.AVAILABLE);
        assertThat(availability(NetworkUse.FULL, DIGEST)).isEqualTo(Availability.AVAILABLE);
        assertThat(availability(NetworkUse.OFF_LINE, DIGEST)).isEqualTo(Availability.MISSING);
    }

    @Test
    void an_id_that_is_no_digest_may_name_a_directory_but_no_path(@TempDir Path directory) throws IOException {
        store.directories.add(directory.resolve("store"));
        Files.createDirectories(directory.resolve("store/sha1new=12"));
        assertThat(availability(NetworkUse.MINIMAL, "sha1new=12")).isEqualTo(Availability.AVAILABLE);
        for (String path : new String[] {"sha1new=12/../sha1new=12", "sha1new=.", "../store", "sha1new=12/"})
            assertThat(availability(NetworkUse.MINIMAL, path)).as(path).isEqualTo(Availability.MISSING);
    }

    @Test
    void what_the_user_has_decided_is_not_passed_over_because_its_file_is_damaged() {
        Fakes.Cache cache = new Fakes.Cache();
        cache.damaged = true;
        World world = new World(surroundings(cache), request(NetworkUse.FULL));
        assertThatThrownBy(() -> world.preferences(FeedUri.of("http://example.com/a.xml")))
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> world.preferences(new InterfaceUri("http://example.com/a.xml")))
                .hasMessageContaining("damaged");
    }

    @Test
    void a_request_without_pins_passes_over_those_of_its_interface_alone() {
        FeedUri main = FeedUri.of("http://example.com/a.xml");
        FeedUri imported = FeedUri.of("http://example.com/imported.xml");
        FeedUri packages = new FeedUri.Distribution(main);
        FeedUri dependency = FeedUri.of("http://example.com/dependency.xml");
        Fakes.Cache cache = new Fakes.Cache();
        cache.feeds.put(main, Texts.feed("http://example.com/a.xml", "<feed src='" + imported + "'/>"));
        FeedPreferences rated = new FeedPreferences(Map.of("a", Stability.PREFERRED, "b", Stability.BUGGY));
        for (FeedUri feed : List.of(main, imported, packages, dependency)) cache.preferences.put(feed, rated);

        World without = new World(surroundings(cache), request(NetworkUse.FULL).withoutPins());

        for (FeedUri feed : List.of(main, imported, packages))
            assertThat(without.preferences(feed).stability()).isEqualTo(Map.of("b", Stability.BUGGY));
        assertThat(without.preferences(dependency)).isEqualTo(rated);
        assertThat(new World(surroundings(cache), request(NetworkUse.FULL)).preferences(main))
                .isEqualTo(rated);
    }
}
