package org.slipway.solver.internal.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Explanation.Problem;
import org.slipway.api.solver.Snapshot.MultiArch;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Role;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;
import org.slipway.solver.internal.FakeSnapshot;

class UniverseTest {

    private static final String PROG = "http://example.com/prog.xml";
    private static final String MORE = "http://example.com/more.xml";
    private static final InterfaceUri INTERFACE = new InterfaceUri(PROG);
    private static final String ARCHIVE = "<archive href='http://example.com/a.tgz' size='1'/>";

    private final FakeSnapshot world = new FakeSnapshot();
    private Requirements requirements = Requirements.run(INTERFACE);

    private static String implementation(String id, String attributes) {
        return "<implementation id='" + id + "' " + attributes + ">" + ARCHIVE + "</implementation>";
    }

    private Candidates candidates() {
        return candidates(List.of());
    }

    private Candidates candidates(List<Comparator<Implementation>> rules) {
        return new Universe(new Scope(requirements, world), world, rules).of(requirements.root());
    }

    private List<String> ids() {
        return candidates().usable().stream().map(Candidate::id).toList();
    }

    private String reason(String attributes) {
        world.with(PROG, implementation("x", attributes));
        assertThat(candidates().usable()).isEmpty();
        return candidates().rejected().get(0).why();
    }

    private void add(String... implementations) {
        world.with(PROG, String.join("", implementations));
    }

    private Implementation packaged(String id, String version, Packaged.State state) {
        world.with("http://example.com/template.xml", implementation(id, "version='" + version + "'"));
        Implementation template = world.feeds
                .get(FeedUri.of("http://example.com/template.xml"))
                .implementations()
                .get(id);
        return new Implementation(
                id,
                new FeedUri.Distribution(FeedUri.of(PROG)),
                Version.of(version),
                Stability.PACKAGED,
                Architecture.ANY,
                template.inherited(),
                new Packaged("Debian", state),
                template.element());
    }

    // ------------------------------------------------------------------ ranking

    @Test
    void a_rating_of_preferred_by_the_user_beats_everything() {
        add(implementation("old", "version='1' langs='xx'"), implementation("new", "version='2'"));
        world.feedPreferences.put(FeedUri.of(PROG), new FeedPreferences(Map.of("old", Stability.PREFERRED)));
        assertThat(ids()).containsExactly("old", "new");
    }

    @Test
    void a_language_that_the_user_understands_beats_a_newer_version() {
        world.languages = List.of("fr_FR");
        add(implementation("en", "version='2'"), implementation("fr", "version='1' langs='de fr_CA'"));
        assertThat(ids()).containsExactly("fr", "en");
    }

    @Test
    void without_langs_english_is_meant() {
        world.languages = List.of("en_GB");
        add(implementation("de", "version='2' langs='de'"), implementation("silent", "version='1'"));
        assertThat(ids()).containsExactly("silent", "de");
    }

    @Test
    void what_is_here_beats_a_newer_version_when_the_network_is_to_be_spared() {
        add(implementation("here", "version='1'"), implementation("far", "version='2'"));
        world.here.add("here");
        assertThat(ids()).containsExactly("far", "here");
        world.networkUse = NetworkUse.MINIMAL;
        assertThat(ids()).containsExactly("here", "far");
    }

    @Test
    void what_the_administrator_must_install_comes_last() {
        add(implementation("a", "version='1' stability='developer'"));
        world.packages.put(
                FeedUri.of(PROG),
                new Found(List.of(packaged("package:p", "9", Packaged.State.INSTALLABLE)), List.of()));
        assertThat(ids()).containsExactly("a", "package:p");
    }

    @Test
    void the_more_stable_beats_the_newer_below_the_policy_only() {
        add(
                implementation("testing", "version='2' stability='testing'"),
                implementation("stable", "version='1' stability='stable'"));
        assertThat(ids()).containsExactly("stable", "testing");
        world.policy = Stability.TESTING;
        assertThat(ids()).containsExactly("testing", "stable");
    }

    @Test
    void the_interfaces_own_policy_beats_the_global_one() {
        add(
                implementation("testing", "version='2' stability='testing'"),
                implementation("stable", "version='1' stability='stable'"));
        world.interfacePreferences.put(
                INTERFACE, new InterfacePreferences(Optional.of(Stability.DEVELOPER), List.of()));
        assertThat(ids()).containsExactly("testing", "stable");
    }

    @Test
    void a_native_package_of_the_same_version_but_for_modifiers_wins() {
        add(implementation("post", "version='1.2-post3' stability='stable'"));
        world.packages.put(
                FeedUri.of(PROG),
                new Found(List.of(packaged("package:p", "1.2-1", Packaged.State.INSTALLED)), List.of()));
        assertThat(ids()).containsExactly("package:p", "post");
    }

    @Test
    void the_modifier_decides_between_two_of_the_same_kind() {
        add(implementation("z", "version='1.2-pre1'"), implementation("a", "version='1.2'"));
        assertThat(ids()).containsExactly("a", "z");
    }

    @Test
    void the_nearer_system_then_the_nearer_processor_wins() {
        add(
                implementation("any", "version='1' arch='*-*'"),
                implementation("posix", "version='1' arch='POSIX-x86_64'"),
                implementation("i386", "version='1' arch='Linux-i386'"),
                implementation("i686", "version='1' arch='Linux-i686'"),
                implementation("own", "version='1' arch='Linux-x86_64'"));
        assertThat(ids()).containsExactly("own", "i686", "i386", "posix", "any");
    }

    @Test
    void the_users_country_decides_between_equal_versions() {
        world.languages = List.of("zh_TW");
        add(implementation("z-cn", "version='1' langs='zh_CN'"), implementation("tw", "version='1' langs='zh_TW'"));
        assertThat(ids()).containsExactly("tw", "z-cn");
    }

    @Test
    void the_larger_id_wins_in_the_end() {
        add(implementation("a", "version='1'"), implementation("b", "version='1'"));
        assertThat(ids()).containsExactly("b", "a");
    }

    @Test
    void a_rule_of_another_bundle_comes_before_all_criteria() {
        add(implementation("old", "version='1'"), implementation("new", "version='2'"));
        Comparator<Implementation> oldest = Comparator.comparing(Implementation::version);
        assertThat(candidates(List.of(oldest)).usable())
                .extracting(Candidate::id)
                .containsExactly("old", "new");
    }

    @Test
    void a_rule_that_throws_is_left_out_and_named() {
        add(implementation("old", "version='1'"), implementation("new", "version='2'"));
        Candidates candidates = candidates(List.of((a, b) -> {
            throw new IllegalStateException("no idea");
        }));
        assertThat(candidates.usable()).extracting(Candidate::id).containsExactly("new", "old");
        assertThat(candidates.problems())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .contains("no idea", "UniverseTest");
    }

    // ---------------------------------------------------------------- rejection

    @Test
    void the_users_restriction_is_the_first_reason() {
        requirements = requirements.withRestrictions(Map.of(INTERFACE, VersionExpression.of("..!2")));
        assertThat(reason("version='3' stability='buggy'"))
                .isEqualTo("Excluded by user-provided restriction: version ..!2");
    }

    @Test
    void a_pin_leaves_one_implementation_of_one_feed() {
        requirements =
                requirements.withRestrictions(Map.of(INTERFACE, VersionExpression.of("=" + PROG + "/a_3d_b__c")));
        add(implementation("a=b/c", "version='1'"), implementation("other", "version='1'"));
        assertThat(ids()).containsExactly("a=b/c");
        assertThat(candidates().rejected().get(0).why())
                .isEqualTo("Excluded by user-provided restriction: feed=\"" + PROG + "\", impl=\"a=b/c\"");
    }

    @Test
    void each_reason_has_the_references_words() {
        assertThat(reason("version='1' stability='buggy' arch='Windows-*'")).isEqualTo("Poor stability 'buggy'");
        assertThat(reason("version='1' stability='insecure'")).isEqualTo("Poor stability 'insecure'");
        assertThat(reason("version='1' arch='Windows-src'")).isEqualTo("Not compatible with the requested OS type");
        assertThat(reason("version='1' arch='Linux-src'")).isEqualTo("We want a binary and this is source");
        assertThat(reason("version='1' arch='Linux-ppc'")).isEqualTo("Not compatible with the requested CPU type");
        world.networkUse = NetworkUse.OFF_LINE;
        assertThat(reason("version='1'")).isEqualTo("Can't download it because we're offline");
        add("<implementation id='x' version='1'/>");
        assertThat(candidates().rejected().get(0).why()).isEqualTo("No retrieval methods");
        requirements = new Requirements(
                INTERFACE,
                Optional.empty(),
                Form.SOURCE,
                Requirements.Compilation.FORBIDDEN,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThat(reason("version='1'")).isEqualTo("We want source and this is a binary");
    }

    @Test
    void without_the_32_bit_linker_only_64_bit_programs_run() {
        world.multiArch = MultiArch.UNSUPPORTED;
        assertThat(reason("version='1' arch='Linux-i386'")).isEqualTo("Not compatible with the requested CPU type");
        world.multiArch = MultiArch.SUPPORTED;
        assertThat(ids()).containsExactly("x");
    }

    @Test
    void a_directory_that_is_gone_is_named() {
        world.with(
                new FeedUri.Local(Path.of("/feeds/prog.xml")),
                FakeSnapshot.element("<interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface'>"
                        + "<name>x</name><implementation id='a' version='1' local-path='/missing/a'/></interface>"));
        requirements = Requirements.run(new InterfaceUri("/feeds/prog.xml"));
        assertThat(candidates().rejected().get(0).why()).isEqualTo("Local impl's directory (/missing/a) is missing");
    }

    // -------------------------------------------------------------------- feeds

    @Test
    void imports_that_fit_are_looked_into_and_others_not_even_asked_for() {
        world.with(
                PROG,
                "<feed src='" + MORE + "' arch='Linux-*'/><feed src='http://example.com/w.xml' arch='Windows-*'/>"
                        + "<feed src='http://example.com/s.xml' arch='*-src'/>");
        world.with(MORE, implementation("more", "version='1'"));
        Universe universe = new Universe(new Scope(requirements, world), world, List.of());
        assertThat(universe.of(requirements.root()).usable())
                .extracting(Candidate::id)
                .containsExactly("more");
        assertThat(universe.feeds()).containsExactly(FeedUri.of(PROG), FeedUri.of(MORE));
    }

    @Test
    void feeds_that_import_each_other_are_read_one_level_deep() {
        world.with(PROG, "<feed src='" + MORE + "'/>" + implementation("a", "version='1'"));
        world.with(MORE, "<feed src='" + PROG + "'/>" + implementation("b", "version='2'"));
        assertThat(ids()).containsExactly("b", "a");
    }

    @Test
    void the_users_own_feeds_take_part() {
        add(implementation("a", "version='1'"));
        world.with(MORE, implementation("b", "version='2'"));
        world.interfacePreferences.put(
                INTERFACE,
                new InterfacePreferences(
                        Optional.empty(),
                        List.of(new FeedImport(
                                FeedUri.of(MORE), Architecture.ANY, Optional.empty(), FeedImport.Origin.USER))));
        assertThat(ids()).containsExactly("b", "a");
    }

    @Test
    void missing_and_unusable_feeds_are_problems_of_the_role() {
        world.problems.put(FeedUri.of(PROG), "It is no feed");
        assertThat(candidates().problems())
                .containsExactly(new Problem.Told("It is no feed"), new Problem.NoMainFeed(new InterfaceUri(PROG)));
        assertThat(candidates().problems().get(1).text()).isEqualTo("Main feed '" + PROG + "' not available");
        add("<feed src='" + MORE + "'/>");
        world.problems.clear();
        assertThat(candidates().problems())
                .containsExactly(new Problem.Told("Imported feed '" + MORE + "' not available"));
    }

    @Test
    void an_interface_that_is_no_uri_is_a_problem_of_the_role() {
        requirements = Requirements.run(new InterfaceUri("nonsense"));
        assertThat(candidates().problems()).hasSize(2);
        assertThat(candidates().usable()).isEmpty();
    }

    @Test
    void an_interface_is_not_replaced_by_itself() {
        add("<replaced-by interface='" + PROG + "'/>");
        assertThat(candidates().replacement()).isEmpty();
        add("<replaced-by interface='" + MORE + "'/>");
        assertThat(candidates().replacement()).contains(Role.binary(new InterfaceUri(MORE)));
    }

    // -------------------------------------------------------------- compilation

    @Test
    void source_that_may_be_compiled_comes_after_the_same_version_as_a_binary() {
        requirements = new Requirements(
                INTERFACE,
                Optional.of("run"),
                Form.BINARY,
                Requirements.Compilation.ALLOWED,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        add(
                "<group arch='*-src'><command name='compile' path='make'/>" + implementation("source", "version='1'")
                        + "</group>",
                implementation("a-binary", "version='1' arch='Linux-x86_64'"),
                implementation("no-compile", "version='2' arch='*-src'"));
        assertThat(ids()).containsExactly("a-binary", "source");
        assertThat(candidates().rejected().get(0).why()).isEqualTo("Missing <command name='compile'>");
        assertThat(candidates().usable().get(1).implementation().attribute("arch"))
                .contains("Linux-x86_64");
    }
}
