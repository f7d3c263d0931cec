package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.Apps;
import org.slipway.api.app.BadApp;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.launch.LaunchPlans;
import org.slipway.api.store.Store;
import org.slipway.api.store.Unwritable;
import org.slipway.api.store.Upkeep;
import org.slipway.model.ManifestDigest;
import org.slipway.model.json.JsonReader;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** What nobody needs, and what is never removed. */
class GcCommandTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2025-01-01T12:00:00Z");

    @TempDir
    Path home;

    private final ManualLoop loop = new ManualLoop();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    private final List<Path> removed = new ArrayList<>();
    private final List<Store.Entry> entries = new ArrayList<>();
    private final Map<String, App> apps = new TreeMap<>();
    private final List<LaunchPlans.Kept> plans = new ArrayList<>();
    private Partly.Answer removing = arguments -> {
        removed.add((Path) arguments[0]);
        return null;
    };
    private TestPlaces places;
    private Path store;
    private Path proc;

    @BeforeEach
    void a_store() throws IOException {
        loop.set(NOW);
        places = new TestPlaces(home);
        store = Files.createDirectories(places.cache().resolve("implementations"));
        proc = home.resolve("proc");
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/maps"), "");
    }

    private static ManifestDigest digest(int number) {
        return ManifestDigest.of("sha1new=" + String.valueOf(number).repeat(40)).orElseThrow();
    }

    /** Of {@code number} thousand bytes. */
    private Path stored(int number, Instant when) throws IOException {
        return stored(store, number, when);
    }

    private Path stored(Path where, int number, Instant when) throws IOException {
        Path entry = Files.createDirectories(where.resolve(digest(number).directoryName()));
        used(Files.writeString(entry.resolve("tool"), "x"), when);
        Files.setLastModifiedTime(Files.writeString(entry.resolve(".manifest"), "x"), FileTime.from(when));
        entries.add(new Store.Entry(digest(number), entry));
        return entry;
    }

    private static void used(Path file, Instant when) throws IOException {
        FileTime time = FileTime.from(when);
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(time, time, time);
    }

    private static Selections selections(int number) throws Exception {
        return SelectionsReader.read(Xml.read(document(number).getBytes(UTF_8)));
    }

    private static String document(int number) {
        return "<selections xmlns='http://zero-install.sourceforge.net/2004/injector/interface'"
                + " interface='http://example.com/app.xml' command='run'>"
                + "<selection id='x' version='1' interface='http://example.com/app.xml'>"
                + "<manifest-digest sha1new='" + digest(number).value() + "'/></selection></selections>";
    }

    /** @param history the newest day first, and what was chosen then */
    private void app(String name, int current, Map<LocalDate, Integer> history) {
        apps.put(
                name,
                Partly.a(
                        App.class,
                        Map.of(
                                "name",
                                arguments -> name,
                                "history",
                                arguments -> List.copyOf(history.keySet()),
                                "selections",
                                arguments -> Optional.of(selections(
                                        arguments == null ? current : history.get((LocalDate) arguments[0]))))));
    }

    private Services services() {
        return SomeServices.of(
                loop,
                new TestHost(Map.of(), home),
                places,
                new TestSettings(),
                Partly.a(FeedCache.class, Map.of("list", arguments -> List.of())),
                Partly.a(
                        Store.class,
                        Map.of(
                                "list",
                                arguments -> entries,
                                "directories",
                                arguments -> List.of(store, home.resolve("shared")))),
                Partly.a(
                        Upkeep.class,
                        Map.of(
                                "size",
                                arguments -> 1000L
                                        * Character.digit(
                                                arguments[0]
                                                        .toString()
                                                        .charAt(arguments[0]
                                                                        .toString()
                                                                        .length()
                                                                - 1),
                                                10),
                                "remove",
                                arguments -> removing.to(arguments))),
                Partly.a(
                        Apps.class,
                        Map.of(
                                "names",
                                arguments -> List.copyOf(apps.keySet()),
                                "find",
                                arguments -> Optional.of(apps.get((String) arguments[0])))),
                Partly.a(LaunchPlans.class, Map.of("kept", arguments -> plans)));
    }

    private Promise<Integer> gc(String... options) throws Complaint {
        List<String> typed = new ArrayList<>(List.of("gc"));
        typed.addAll(List.of(options));
        Arguments arguments = Arguments.parse(typed);
        PlugInFolder plugIns = PlugInFolder.of(places, new TestHost(Map.of(), home));
        Promise<Integer> status = new GcCommand(services(), console, plugIns, new RunningPrograms(proc))
                .run(
                        new Command.Invocation(
                                arguments,
                                arguments.words().subList(1, arguments.words().size())),
                        loop.scope());
        loop.run();
        return status;
    }

    private String said(String... options) throws Exception {
        Promise<Integer> status = gc(options);
        if (status.getFailure() != null) throw new AssertionError(status.getFailure());
        assertThat(status.getValue()).isZero();
        return out.toString(UTF_8);
    }

    @Test
    void what_nobody_needs_is_told_and_stays_until_it_is_wanted_gone() throws Exception {
        Path unneeded = stored(1, LONG_AGO);
        stored(2, NOW.minus(Duration.ofDays(10)));

        assertThat(said())
                .contains("Kept: 1 (2000 bytes), as they were used or stored lately")
                .contains("Not needed: " + digest(1) + "  1000 bytes  of no feed that is here, last used on 2025-01-01")
                .contains("Not needed: 1 (1000 bytes). To remove them, add --now");
        assertThat(removed).isEmpty();

        assertThat(said("--now")).contains("Removed implementations: 1 (1000 bytes)");
        assertThat(removed).containsExactly(unneeded);
    }

    @Test
    void where_everything_is_needed_it_says_so() throws Exception {
        stored(1, NOW);
        assertThat(said()).contains("There is nothing in " + store + " that is not needed");
        assertThat(said("--now")).contains("Removed implementations: 0");
    }

    @Test
    void every_root_keeps_what_it_names() throws Exception {
        for (int number = 1; number <= 7; number++) stored(number, LONG_AGO);
        app("tool", 1, Map.of());
        Files.writeString(home.resolve("app.lock"), document(2));
        Files.createDirectories(places.config().resolve("injector"));
        Files.writeString(home.resolve("other.lock"), document(3));
        Files.writeString(places.config().resolve("injector/locks"), "# ours\n\n" + home.resolve("other.lock") + "\n");
        Files.createDirectories(places.data().resolve("slipway/plugins"));
        Files.writeString(
                places.data().resolve("slipway/plugins/p.plugin"),
                "digest=" + digest(4).directoryName() + "\n");
        Files.createDirectories(proc.resolve("7"));
        Files.createSymbolicLink(proc.resolve("7/exe"), store.resolve(digest(5).directoryName() + "/tool"));
        plans.add(new LaunchPlans.Kept(
                home.resolve("plan"), Set.of(store.resolve(digest(6).directoryName())), NOW.minusSeconds(60)));
        plans.add(new LaunchPlans.Kept(
                home.resolve("old"), Set.of(store.resolve(digest(7).directoryName())), LONG_AGO));

        Map<?, ?> told = (Map<?, ?>) JsonReader.read(said("--json", "--now", "--lock", "app.lock"));

        assertThat(((List<?>) told.get("kept")).toString())
                .isEqualTo("[{need=app, implementations=1, bytes=1000}, {need=lock, implementations=2, bytes=5000},"
                        + " {need=plug-in, implementations=1, bytes=4000}, {need=running, implementations=1, bytes=5000},"
                        + " {need=launch-plan, implementations=1, bytes=6000}]");
        Map<?, ?> gone = (Map<?, ?>) ((List<?>) told.get("unneeded")).get(0);
        assertThat(gone.get("digest")).isEqualTo(digest(7).toString());
        assertThat(gone.get("lastUse")).isEqualTo(LONG_AGO.toString());
        assertThat(gone.get("feed")).isNull();
        assertThat(gone.get("removed")).isEqualTo(true);
        assertThat(removed).containsExactly(store.resolve(digest(7).directoryName()));
    }

    @Test
    void an_application_keeps_what_it_can_be_rolled_back_to() throws Exception {
        for (int number = 1; number <= 5; number++) stored(number, LONG_AGO);
        Map<LocalDate, Integer> history = new LinkedHashMap<>();
        history.put(LocalDate.parse("2026-05-30"), 1);
        history.put(LocalDate.parse("2026-05-01"), 2);
        history.put(LocalDate.parse("2026-01-01"), 3);
        history.put(LocalDate.parse("2025-12-01"), 4);
        app("tool", 1, history);

        said("--now");

        assertThat(removed)
                .as("on the first of the 90 days it ran the third")
                .containsExactly(
                        store.resolve(digest(4).directoryName()),
                        store.resolve(digest(5).directoryName()));
    }

    @Test
    void one_step_back_is_always_possible() {
        LocalDate since = LocalDate.parse("2026-03-01");
        LocalDate last = LocalDate.parse("2025-06-01");
        LocalDate before = LocalDate.parse("2025-05-01");
        LocalDate first = LocalDate.parse("2025-04-01");
        assertThat(Roots.reachable(List.of(last, before, first), since)).containsExactly(last, before);
        assertThat(Roots.reachable(List.of(last), since)).containsExactly(last);
        assertThat(Roots.reachable(List.of(), since)).isEmpty();
    }

    @Test
    void what_was_read_lately_is_used_whenever_it_was_stored() throws Exception {
        Path entry = stored(1, LONG_AGO);
        FileTime lately = FileTime.from(NOW.minus(Duration.ofDays(20)));
        Files.getFileAttributeView(entry.resolve("tool"), BasicFileAttributeView.class)
                .setTimes(null, lately, null);

        assertThat(said()).contains("Kept: 1");
        assertThat(said("--days=10")).contains("last used on 2026-05-12");
    }

    @Test
    void what_has_just_been_stored_is_about_to_be_used() throws Exception {
        stored(1, NOW.minus(Duration.ofMinutes(50)));
        stored(2, NOW.minus(Duration.ofMinutes(70)));

        said("--days", "0", "--now");

        assertThat(removed).containsExactly(store.resolve(digest(2).directoryName()));
    }

    @Test
    void nothing_outside_the_users_own_store_is_removed() throws Exception {
        stored(home.resolve("shared"), 1, LONG_AGO);

        assertThat(said("--now")).contains("Removed implementations: 0");
        assertThat(removed).isEmpty();
    }

    @Test
    void what_comes_into_use_meanwhile_stays() throws Exception {
        stored(1, LONG_AGO);
        Path next = stored(2, LONG_AGO);
        removing = arguments -> {
            removed.add((Path) arguments[0]);
            used(next.resolve("tool"), NOW);
            return null;
        };

        said("--now");

        assertThat(removed).hasSize(1).doesNotContain(next);
        assertThat(err.toString(UTF_8)).contains(next + "' has just been used, and stays");
    }

    @Test
    void as_long_as_something_cannot_be_read_nothing_is_removed() throws Exception {
        stored(1, LONG_AGO);
        apps.put("broken", Partly.a(App.class, Map.of("name", arguments -> "broken", "selections", arguments -> {
            throw new BadApp("The application 'broken' cannot be used");
        })));
        Files.createDirectories(places.config().resolve("injector"));
        Files.writeString(places.config().resolve("injector/locks"), "/nowhere.lock\nrelative\n");

        assertThat(said()).contains("Not needed: 1");
        assertThat(err.toString(UTF_8))
                .contains("warning: The application 'broken' cannot be used")
                .contains("/nowhere.lock")
                .contains("line 2: 'relative' is no absolute path");
        assertThat(gc("--now").getFailure())
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("'broken'")
                .hasMessageContaining("Nothing is removed");
        assertThat(removed).isEmpty();
    }

    @Test
    void what_is_damaged_is_not_absent() throws Exception {
        stored(1, LONG_AGO);
        apps.put(
                "half",
                Partly.a(
                        App.class,
                        Map.of(
                                "name",
                                arguments -> "half",
                                "selections",
                                arguments -> Optional.empty(),
                                "history",
                                arguments -> List.of())));
        Files.createDirectories(places.config().resolve("injector"));
        Files.createSymbolicLink(places.config().resolve("injector/locks"), home.resolve("unmounted"));
        Path note = places.data().resolve("slipway/plugins/p.plugin");
        Files.createDirectories(note.getParent());
        Files.writeString(note, "feed=x\ndigest=none\n");

        assertThat(gc("--now").getFailure())
                .hasMessageContaining("'half' has no selections")
                .hasMessageContaining("injector/locks cannot be read")
                .hasMessageContaining("The plug-in p cannot be read: " + note + " does not say");
        assertThat(removed).isEmpty();
    }

    @Test
    void what_may_not_be_removed_does_not_stop_the_others() throws Exception {
        Path stays = stored(1, LONG_AGO);
        stored(2, LONG_AGO);
        removing = arguments -> {
            if (arguments[0].equals(stays))
                throw new Unwritable("'" + stays + "' cannot be written", new IOException());
            removed.add((Path) arguments[0]);
            return null;
        };

        assertThat(gc("--now").getValue()).isEqualTo(1);

        assertThat(removed).hasSize(1);
        assertThat(err.toString(UTF_8)).contains("slipway: '" + stays + "' cannot be written");
    }

    @Test
    void days_are_a_number() throws Exception {
        for (String typed : List.of("x", "-1", "36501", "")) {
            Promise<Integer> status = gc("--days=" + typed);
            assertThat(status.getFailure())
                    .hasMessage("'" + typed + "' is no number of days: write one from 0 to 36500");
        }
        assertThat(gc("word").getFailure()).isInstanceOf(Command.WrongUsage.class);
    }
}
