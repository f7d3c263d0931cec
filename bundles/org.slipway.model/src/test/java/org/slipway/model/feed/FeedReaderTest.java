package org.slipway.model.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.Form;
import org.slipway.model.Importance;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.Implementation.Source;
import org.slipway.model.feed.RetrievalMethod.Step;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

class FeedReaderTest {
    private static final FeedUri REMOTE = new FeedUri.Remote("http://example.com/f.xml");
    private static final FeedUri LOCAL = new FeedUri.Local(Path.of("/feeds/f.xml"));
    private static final String HEX = "0123456789012345678901234567890123456789";

    private static Feed read(FeedUri uri, String attributes, String content) throws Exception {
        String document = "<interface xmlns='" + Element.ZERO_INSTALL
                + "' xmlns:compile='http://zero-install.sourceforge.net/2006/namespaces/0compile' uri='" + uri + "' "
                + attributes + "><name>f</name>" + content + "</interface>";
        return FeedReader.read(uri, Xml.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static Feed read(String content) throws Exception {
        return read(REMOTE, "", content);
    }

    private static Implementation only(Feed feed) {
        assertThat(feed.implementations()).hasSize(1);
        return feed.implementations().values().iterator().next();
    }

    private static void assertRefused(FeedUri uri, String content, String why) {
        assertThatThrownBy(() -> read(uri, "", content))
                .isInstanceOf(MalformedFeed.class)
                .hasMessageContaining(why);
    }

    @Test
    void an_implementation_inherits_from_all_groups_around_it() throws Exception {
        Implementation implementation = only(read("<group arch='Linux-x86_64' license='A' stability='stable'>"
                + "<requires interface='http://example.com/1.xml'/><environment name='A' insert='a'/>"
                + "<command name='run' path='old'/><group license='B' version='1'>"
                + "<requires interface='http://example.com/2.xml'/><environment name='B' insert='b'/>"
                + "<implementation id='x' version-modifier='-rc2'><command name='run' path='new'/>"
                + "<requires interface='http://example.com/3.xml'/></implementation></group></group>"));
        assertThat(implementation.version()).isEqualTo(Version.of("1-rc2"));
        assertThat(implementation.attribute("version-modifier")).isEmpty();
        assertThat(implementation.attribute("license")).contains("B");
        assertThat(implementation.architecture()).isEqualTo(Architecture.of("Linux-x86_64"));
        assertThat(implementation.stability()).isEqualTo(Stability.STABLE);
        assertThat(implementation.attribute("from-feed")).contains(REMOTE.text());
        assertThat(implementation.dependencies())
                .extracting(d -> d.role().interfaceUri().text())
                .containsExactly("http://example.com/1.xml", "http://example.com/2.xml", "http://example.com/3.xml");
        assertThat(implementation.bindings())
                .extracting(b -> ((Binding.Environment) b).name())
                .containsExactly("A", "B");
        assertThat(implementation.commands().get("run").path()).contains("new");
    }

    @Test
    void stability_is_testing_where_the_feed_says_nothing_and_never_what_only_the_user_may_say() throws Exception {
        assertThat(only(read("<implementation id='x' version='1'/>")).stability())
                .isEqualTo(Stability.TESTING);
        assertRefused(
                REMOTE, "<implementation id='x' version='1' stability='preferred'/>", "unknown stability 'preferred'");
    }

    @Test
    void old_ways_to_name_a_program_are_commands() throws Exception {
        Implementation implementation = only(
                read("<implementation id='x' version='1' main='bin/a' self-test='bin/t' compile:command='make'/>"));
        assertThat(implementation.commands().get("run").path()).contains("bin/a");
        assertThat(implementation.commands().get("test").path()).contains("bin/t");
        assertThat(implementation.commands().get("compile").element().attribute("shell-command"))
                .contains("make");
        assertThat(only(read(REMOTE, "main='m'", "<implementation id='x' version='1'/>"))
                        .commands()
                        .get("run")
                        .path())
                .contains("m");
    }

    @Test
    void a_digest_may_be_the_id_and_what_is_no_token_is_none() throws Exception {
        Implementation implementation =
                only(read("<implementation id='sha1new=" + HEX + "' version='1'>" + "<manifest-digest sha1new='" + HEX
                        + "' sha256='../../etc' sha512='x' sha256new='lower'/></implementation>"));
        Source.Cached cached = (Source.Cached) implementation.source();
        assertThat(cached.digests()).extracting(d -> d.directoryName()).containsExactly("sha1new=" + HEX);
    }

    @Test
    void a_local_feed_may_name_directories_and_a_remote_one_may_not() throws Exception {
        assertThat(only(read(LOCAL, "", "<implementation id='.' version='1'/>")).source())
                .isEqualTo(new Source.Local(Path.of("/feeds")));
        assertThat(only(read(LOCAL, "", "<implementation id='x' version='1' local-path='sub'/>"))
                        .source())
                .isEqualTo(new Source.Local(Path.of("/feeds/sub")));
        assertThat(only(read(LOCAL, "", "<implementation id='/opt/x' version='1'/>"))
                        .source())
                .isEqualTo(new Source.Local(Path.of("/opt/x")));
        assertRefused(REMOTE, "<implementation id='x' version='1' local-path='/bin'/>", "local-path");
        assertThat(only(read("<implementation id='/bin' version='1'/>")).source())
                .isInstanceOf(Source.Cached.class);
    }

    @Test
    void relative_uris_are_for_local_feeds_only() throws Exception {
        Feed local = read(
                LOCAL,
                "",
                "<feed src='sub/g.xml'/><replaced-by interface='h.xml'/>"
                        + "<implementation id='x' version='1'><requires interface='./lib.xml'/></implementation>");
        assertThat(local.imports().get(0).uri()).isEqualTo(FeedUri.of("/feeds/sub/g.xml"));
        assertThat(local.replacedBy()).contains(new InterfaceUri("/feeds/h.xml"));
        assertThat(only(local).dependencies().get(0).role().interfaceUri().text())
                .isEqualTo("/feeds/lib.xml");
        assertRefused(REMOTE, "<feed src='g.xml'/>", "only allowed in a local feed");
        assertRefused(REMOTE, "<feed src='/etc/g.xml'/>", "only allowed in a local feed");
        assertRefused(
                REMOTE,
                "<implementation id='x' version='1'><requires interface='./lib.xml'/></implementation>",
                "only allowed in a local feed");
    }

    @Test
    void what_a_dependency_says_is_read() throws Exception {
        Dependency dependency = only(read("<implementation id='x' version='1'><requires interface='http://e/x.xml'"
                        + " importance='recommended' version='1..!3' os='Linux' use='testing' source='true'"
                        + " distribution='0install Debian'><version not-before='2' before='2.5'/>"
                        + "<executable-in-path name='t' command='tool'/><environment name='E' value='v' mode='append'"
                        + " separator=';' default='d'/></requires></implementation>"))
                .dependencies()
                .get(0);
        assertThat(dependency.role().form()).isEqualTo(Form.SOURCE);
        assertThat(dependency.importance()).isEqualTo(Importance.RECOMMENDED);
        assertThat(dependency.versions())
                .containsExactly(VersionExpression.of("1..!3"), VersionExpression.of("2..!2.5"));
        assertThat(dependency.os()).contains("Linux");
        assertThat(dependency.use()).contains("testing");
        assertThat(dependency.distributions()).contains(List.of("0install", "Debian"));
        assertThat(dependency.commands()).containsExactly("tool");
        Binding.Environment environment =
                (Binding.Environment) dependency.bindings().get(1);
        assertThat(environment.mode()).isEqualTo(Binding.Environment.Mode.APPEND);
        assertThat(environment.separator()).isEqualTo(";");
        assertThat(environment.defaultValue()).contains("d");
        assertThat(environment.what()).isEqualTo(new Binding.Environment.What.Value("v"));
    }

    @Test
    void a_commands_arguments_runner_and_dependencies_are_read() throws Exception {
        Command command = only(read("<implementation id='x' version='1'><command name='run' path='p'><arg>a</arg>"
                        + "<for-each item-from='L' separator=','><arg>-I</arg><arg>$item</arg></for-each>"
                        + "<runner interface='http://e/r.xml' version='3..'><arg>r</arg></runner>"
                        + "<restricts interface='http://e/l.xml' version='1'/></command></implementation>"))
                .commands()
                .get("run");
        assertThat(command.arguments())
                .containsExactly(
                        new Argument.Text("a"),
                        new Argument.ForEach("L", ",", List.of(new Argument.Text("-I"), new Argument.Text("$item"))));
        assertThat(command.runner())
                .contains(
                        new Command.Runner(new InterfaceUri("http://e/r.xml"), "run", List.of(new Argument.Text("r"))));
        assertThat(command.dependencies())
                .extracting(Dependency::importance)
                .containsExactly(Importance.ESSENTIAL, Importance.RESTRICTS);
        assertThat(command.dependencies().get(0).commands()).containsExactly("run");
    }

    @Test
    void recipes_are_read_and_a_step_that_nobody_knows_is_marked() throws Exception {
        Source.Cached cached = (Source.Cached) only(read("<implementation id='x' version='1'><recipe>"
                        + "<archive href='http://e/a.tgz' size='5' extract='a' dest='b' type='application/x-tar'"
                        + " start-offset='7'/><file href='http://e/f' size='1' dest='f' executable='true'/>"
                        + "<rename source='a' dest='b'/><remove path='c'/><copy-from id='y'/></recipe>"
                        + "<recipe><unknown/></recipe><archive href='http://e/no-size.tgz'/></implementation>"))
                .source();
        assertThat(cached.retrievalMethods().get(0).steps())
                .containsExactly(
                        new Step.Archive(
                                "http://e/a.tgz",
                                java.util.OptionalLong.of(5),
                                Optional.of("a"),
                                Optional.of("b"),
                                Optional.of("application/x-tar"),
                                7),
                        new Step.File("http://e/f", java.util.OptionalLong.of(1), "f", Step.File.Mode.EXECUTABLE),
                        new Step.Rename("a", "b"),
                        new Step.Remove("c"),
                        new Step.CopyFrom("y", Optional.empty(), Optional.empty()));
        assertThat(cached.retrievalMethods().get(1).steps()).hasOnlyElementsOfType(Step.Foreign.class);
        assertThat(cached.retrievalMethods().get(2).steps()).hasOnlyElementsOfType(Step.Foreign.class);
    }

    @Test
    void what_is_for_other_versions_of_zero_install_is_left_out() throws Exception {
        Feed feed = read("<implementation id='old' version='1' if-0install-version='..!2'/>"
                + "<implementation id='now' version='1' if-0install-version='2.18..'>"
                + "<command name='run' path='p' if-0install-version='99..'/></implementation>");
        assertThat(feed.implementations()).containsOnlyKeys("now");
        assertThat(only(feed).commands()).isEmpty();
        assertThat(only(feed).inherited().attributes()).doesNotContainKey(new QName("if-0install-version"));
        assertThatThrownBy(() -> read(REMOTE, "min-injector-version='99'", "")).hasMessageContaining("99 or later");
        assertThat(read(REMOTE, "min-injector-version='2.18'", "").name()).isEqualTo("f");
    }

    @Test
    void native_packages_are_read_with_what_they_inherit() throws Exception {
        NativePackage dpkg = read("<group license='L'><package-implementation package='p' distributions='Debian RPM'"
                        + " main='/usr/bin/p'/></group>")
                .nativePackages()
                .get(0);
        assertThat(dpkg.packageName()).isEqualTo("p");
        assertThat(dpkg.distributions()).containsExactly("Debian", "RPM");
        assertThat(dpkg.main()).contains("/usr/bin/p");
        assertThat(dpkg.inherited().attributes()).containsEntry(new QName("license"), "L");
    }

    @Test
    void what_breaks_the_format_is_refused_and_named() {
        assertRefused(REMOTE, "<implementation id='x'/>", "'x' has no version");
        assertRefused(REMOTE, "<implementation version='1'/>", "<implementation> lacks the attribute 'id'");
        assertRefused(REMOTE, "<implementation id='x' version='1b'/>", "'1b' is not a version");
        assertRefused(REMOTE, "<implementation id='x' version='1' arch='Linux'/>", "Malformed arch 'Linux'");
        assertRefused(
                REMOTE, "<implementation id='x' version='1'/><implementation id='x' version='2'/>", "have the id 'x'");
        assertRefused(
                REMOTE,
                "<implementation id='x' version='1'><environment name='A'/></implementation>",
                "either 'insert' or 'value'");
        assertRefused(
                REMOTE,
                "<replaced-by interface='http://e/1.xml'/><replaced-by interface='http://e/2.xml'/>",
                "more than one <replaced-by>");
    }

    @Test
    void another_document_is_not_a_feed() {
        assertThatThrownBy(
                        () -> FeedReader.read(REMOTE, Element.of(new QName("html"), java.util.Map.of(), List.of(), "")))
                .isInstanceOf(MalformedFeed.class)
                .hasMessageContaining("<html>");
    }

    @Test
    void texts_are_chosen_by_language() throws Exception {
        Feed feed = read("<summary>plain</summary><summary xml:lang='de'>deutsch</summary>"
                + "<summary xml:lang='de-AT'>österreichisch</summary><summary xml:lang='fr'>français</summary>");
        assertThat(feed.summary(List.of("de_AT", "en_GB"))).contains("österreichisch");
        assertThat(feed.summary(List.of("de_DE", "en_GB"))).contains("deutsch");
        assertThat(feed.summary(List.of("it", "fr_CH", "en_GB"))).contains("français");
        assertThat(feed.summary(List.of("en_GB"))).contains("plain");
        assertThat(feed.description(List.of("en_GB"))).isEmpty();
    }

    @Test
    void every_published_feed_is_read(@TempDir Path temp) throws Exception {
        Path corpus = Optional.ofNullable(System.getenv("SLIPWAY_SHARED"))
                .map(Path::of)
                .orElse(Path.of("../../../shared"))
                .resolve("corpus/apps.0install.net.tar.xz");
        assumeTrue(Files.exists(corpus), "skipped: needs ../shared (SLIPWAY_SHARED)");
        assertThat(new ProcessBuilder("tar", "-C", temp.toString(), "-xJf", corpus.toString())
                        .start()
                        .waitFor())
                .isZero();
        int feeds = 0;
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                Element root = Xml.read(Files.readAllBytes(file));
                if (root.name().getLocalPart().equals("catalog")) continue;
                FeedUri uri = FeedUri.of(root.attribute("uri").orElseThrow());
                assertThat(FeedReader.read(uri, root).uri()).isEqualTo(uri);
                assertThat(Xml.read(Xml.write(root))).isEqualTo(root);
                feeds++;
            }
        }
        assertThat(feeds).isEqualTo(378);
    }
}
