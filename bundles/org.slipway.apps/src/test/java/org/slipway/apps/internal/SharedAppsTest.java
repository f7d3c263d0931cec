package org.slipway.apps.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.Standing;
import org.slipway.api.app.Wanted;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Missing;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedPlaces;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Explanation;
import org.slipway.async.Switch;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

class SharedAppsTest {
    private static final InterfaceUri URI = new InterfaceUri("http://example.com/app.xml");
    private static final Wanted WANTED = new Wanted(Requirements.run(URI), Optional.empty());

    @TempDir
    Path home;

    private final ManualLoop loop = new ManualLoop();
    private final TestSettings settings = new TestSettings();
    private final List<Event> announced = new ArrayList<>();
    private final CachedOnly driver = new CachedOnly();
    private Path feed;
    private SharedApps apps;

    @BeforeEach
    void a_feed_that_is_cached() throws Exception {
        feed = Files.writeString(home.resolve("feed"), "");
        touch(feed);
        Path preferences = home.resolve("preferences");
        FeedPlaces places = uri -> new FeedPlaces.Places(List.of(feed), List.of(preferences), List.of());
        apps = new SharedApps(loop, new TestPlaces(home), new Renamed(), settings, driver, places, announced::add);
        driver.answer = Optional.of(selections("1"));
    }

    private static Selections selections(String version) throws Exception {
        String document = "<selections xmlns='http://zero-install.sourceforge.net/2004/injector/interface' interface='"
                + URI + "' command='run'><selection interface='" + URI + "' id='x' local-path='/' version='" + version
                + "'/></selections>";
        return SelectionsReader.read(Xml.read(document.getBytes(UTF_8)));
    }

    private void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(loop.clock().instant()));
    }

    private App made() throws Exception {
        return apps.create("tool", WANTED, selections("1"));
    }

    private Standing standing(App app) {
        return loop.value(apps.standing(app, loop.scope()));
    }

    private static String version(Selections selections) {
        return selections.selections().get(0).version().toString();
    }

    @Test
    void an_application_is_found_again_with_what_it_was_made_of() throws Exception {
        made();
        App found = apps.find("tool").orElseThrow();
        assertThat(found.wanted()).isEqualTo(WANTED);
        assertThat(version(found.selections().orElseThrow())).isEqualTo("1");
        assertThat(found.lastChecked()).contains(loop.clock().instant());
        assertThat(apps.names()).containsExactly("tool");
    }

    @Test
    void names_that_lead_elsewhere_name_no_application() throws Exception {
        Files.createDirectories(home.resolve("config/apps"));
        Files.createDirectories(home.resolve("config/injector"));
        for (String name : List.of("../injector", "..", ".", "", "/etc", "a/b", ".x", "a\\b", "a:b", "a\nb", "a;b")) {
            assertThat(apps.find(name)).as(name).isEmpty();
            assertThatThrownBy(() -> apps.create(name, WANTED, selections("1")))
                    .as(name)
                    .isInstanceOf(BadApp.class)
                    .hasMessageContaining("Invalid application name");
        }
    }

    @Test
    void a_name_that_is_taken_is_refused_and_nothing_changes() throws Exception {
        App app = made();
        assertThatThrownBy(() -> apps.create("tool", WANTED, selections("2")))
                .hasMessage("Application 'tool' already exists: " + app.directory());
        assertThat(version(app.selections().orElseThrow())).isEqualTo("1");
        try (Stream<Path> all = Files.list(app.directory().getParent())) {
            assertThat(all).containsExactly(app.directory());
        }
    }

    @Test
    void each_day_has_the_selections_that_it_ended_with() throws Exception {
        App app = made();
        app.save(selections("2"));
        LocalDate first = app.history().get(0);
        loop.advance(Duration.ofDays(1));
        app.save(selections("3"));
        assertThat(app.history()).containsExactly(first.plusDays(1), first);
        assertThat(version(app.selections(first).orElseThrow())).isEqualTo("2");
        assertThat(version(app.selections().orElseThrow())).isEqualTo("3");
        assertThat(app.selections(first.plusDays(7))).isEmpty();
    }

    @Test
    void monitors_are_told_of_an_update_and_not_of_the_beginning() throws Exception {
        App app = made();
        loop.run();
        assertThat(announced).isEmpty();
        app.save(selections("2"));
        loop.run();
        assertThat(announced).containsExactly(new Event.AppUpdated("tool"));
    }

    @Test
    void what_is_unchanged_and_fresh_is_current_and_nobody_is_asked() throws Exception {
        App app = made();
        loop.advance(Duration.ofDays(29));
        assertThat(standing(app)).isInstanceOf(Standing.Current.class);
        assertThat(driver.asked).isEmpty();
    }

    @Test
    void news_is_due_when_freshness_is_over_but_not_again_within_an_hour() throws Exception {
        App app = made();
        loop.advance(Duration.ofDays(30));
        assertThat(standing(app)).isInstanceOf(Standing.Due.class);
        app.attempted();
        assertThat(standing(app)).isInstanceOf(Standing.Current.class);
        loop.advance(Duration.ofHours(1));
        assertThat(standing(app)).isInstanceOf(Standing.Due.class);
        app.checked();
        assertThat(standing(app)).isInstanceOf(Standing.Current.class);
    }

    @Test
    void without_freshness_news_is_never_due() throws Exception {
        settings.freshness = Duration.ZERO;
        App app = made();
        loop.advance(Duration.ofDays(3000));
        assertThat(standing(app)).isInstanceOf(Standing.Current.class);
    }

    @Test
    void a_changed_feed_or_preference_leads_to_a_new_choice_from_the_cache() throws Exception {
        App app = made();
        driver.answer = Optional.of(selections("2"));
        for (String changed : List.of("feed", "preferences", "config/injector/global")) {
            app.save(selections("1"));
            loop.advance(Duration.ofSeconds(10));
            Path file = home.resolve(changed);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
            touch(file);
            Standing standing = standing(app);
            assertThat(standing)
                    .isInstanceOfSatisfying(Standing.Current.class, current -> assertThat(version(current.selections()))
                            .as(changed)
                            .isEqualTo("2"));
            assertThat(version(app.selections().orElseThrow())).isEqualTo("2");
        }
        assertThat(driver.asked).hasSize(3).allSatisfy(request -> assertThat(request.refresh())
                .isEqualTo(Refresh.NONE));
        standing(app);
        assertThat(driver.asked).hasSize(3);
    }

    @Test
    void what_is_held_is_current_whatever_changes_until_the_next_check() throws Exception {
        App app = made();
        app.hold();
        assertThat(app.isHeld()).isTrue();
        driver.answer = Optional.of(selections("2"));
        loop.advance(Duration.ofDays(100));
        touch(feed);
        assertThat(standing(app))
                .isInstanceOfSatisfying(Standing.Current.class, current -> assertThat(version(current.selections()))
                        .isEqualTo("1"));
        app.checked();
        assertThat(app.isHeld()).isFalse();
        loop.advance(Duration.ofSeconds(10));
        touch(feed);
        assertThat(standing(app))
                .isInstanceOfSatisfying(Standing.Current.class, current -> assertThat(version(current.selections()))
                        .isEqualTo("2"));
    }

    @Test
    void a_better_choice_that_is_not_here_yet_is_looked_for_while_the_old_one_runs() throws Exception {
        App app = made();
        loop.advance(Duration.ofSeconds(10));
        touch(feed);
        driver.answer = Optional.of(selections("2"));
        driver.missing = Set.of("2");
        assertThat(standing(app))
                .isInstanceOfSatisfying(Standing.Due.class, due -> assertThat(version(due.selections()))
                        .isEqualTo("1"));
    }

    @Test
    void what_the_store_has_lost_and_the_cache_cannot_replace_has_to_be_fetched() throws Exception {
        App app = made();
        driver.missing = Set.of("1");
        assertThat(standing(app))
                .isInstanceOfSatisfying(Standing.Unusable.class, unusable -> assertThat(unusable.wanted())
                        .isEqualTo(WANTED));
    }

    @Test
    void what_cannot_be_saved_runs_all_the_same() throws Exception {
        App app = made();
        loop.advance(Duration.ofSeconds(10));
        touch(feed);
        driver.answer = Optional.of(selections("2"));
        Files.delete(app.directory().resolve("selections-" + app.history().get(0) + ".xml"));
        Files.createDirectories(app.directory()
                .resolve("selections-" + LocalDate.ofInstant(loop.clock().instant(), java.time.ZoneOffset.UTC)
                        + ".xml/x"));
        assertThat(standing(app)).isInstanceOf(Standing.Current.class);
    }

    @Test
    void an_application_half_made_says_what_to_do() throws Exception {
        Path directory = Files.createDirectories(home.resolve("config/apps/half"));
        App half = apps.find("half").orElseThrow();
        assertThat(half.selections()).isEmpty();
        Promise<Standing> standing = apps.standing(half, loop.scope());
        loop.run();
        assertThat(standing.getFailure())
                .isInstanceOf(BadApp.class)
                .hasMessageContaining("is not complete")
                .hasMessageContaining("destroy half");
        apps.destroy(half);
        assertThat(directory).doesNotExist();
    }

    @Test
    void corrupt_files_are_named_and_left_as_they_are() throws Exception {
        App app = made();
        Path requirements = app.directory().resolve("requirements.json");
        Path current = app.directory().resolve("selections.xml");
        Files.writeString(requirements, "{\"interface_uri\"");
        Files.write(current, new byte[] {'<', (byte) 0xff});
        assertThatThrownBy(app::wanted)
                .isInstanceOf(BadApp.class)
                .hasMessageContainingAll(
                        requirements.toString(), "Put it right: {\"interface_uri\":\"URI\"} is enough");
        assertThatThrownBy(app::selections)
                .hasMessageContaining("Go back to what it was (rollback " + app.name() + ")");
        assertThatThrownBy(app::selections).isInstanceOf(BadApp.class).hasMessageContaining(current.toString());
        assertThat(requirements).hasContent("{\"interface_uri\"");
    }

    @Test
    void what_is_no_application_is_not_destroyed() throws Exception {
        Path other = Files.createDirectories(home.resolve("config/apps/photos/2026"));
        assertThatThrownBy(() -> apps.destroy(apps.find("photos").orElseThrow()))
                .isInstanceOf(BadApp.class)
                .hasMessageContaining("does not look like an application");
        assertThat(other).exists();
    }

    @Test
    void a_link_in_place_of_an_application_is_not_followed_when_destroyed() throws Exception {
        App app = made();
        Path moved = Files.move(app.directory(), home.resolve("moved"));
        Files.createSymbolicLink(app.directory(), moved);
        assertThatThrownBy(() -> apps.destroy(app)).isInstanceOf(BadApp.class);
        assertThat(moved.resolve("requirements.json")).exists();
    }

    @Test
    void links_inside_an_application_are_deleted_and_not_what_they_lead_to() throws Exception {
        App app = made();
        Path precious = Files.createDirectories(home.resolve("precious"));
        Files.writeString(precious.resolve("file"), "");
        Files.createSymbolicLink(app.directory().resolve("link"), precious);
        apps.destroy(app);
        assertThat(app.directory()).doesNotExist();
        assertThat(precious.resolve("file")).exists();
    }

    /** Solves from what is cached, with an answer that is given. */
    private final class CachedOnly implements Driver {
        private Optional<Selections> answer = Optional.empty();
        private Set<String> missing = Set.of();
        private final List<DriverRequest> asked = new ArrayList<>();

        @Override
        public Promise<Result> select(DriverRequest request, Switch scope) {
            asked.add(request);
            return loop.promises()
                    .resolved(answer.<Result>map(found -> new Result.Ready(found, List.of(), List.of(), Set.of()))
                            .orElseGet(() -> new Result.Unsolvable(new Explanation(List.of()), List.of())));
        }

        @Override
        public Promise<Acquisition> download(Selections selections, DriverRequest request, Switch scope) {
            throw new AssertionError("Nothing is fetched here");
        }

        @Override
        public Promise<List<Choice>> choices(Selections selections, DriverRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Missing missing(Selections selections) {
            return new Missing(selections.selections().stream()
                    .filter(selection -> missing.contains(selection.version().toString()))
                    .toList());
        }
    }

    private static final class Renamed implements AtomicFiles {
        @Override
        public void replace(Path file, byte[] content) throws IOException {
            Path temporary = Files.write(file.resolveSibling("." + file.getFileName() + ".new"), content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
