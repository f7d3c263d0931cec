package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.catalog.CatalogUpdate;
import org.slipway.api.catalog.Catalogs;
import org.slipway.api.catalog.Registration;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.model.FeedUri;
import org.slipway.model.catalog.Catalog;
import org.slipway.model.catalog.CatalogReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;

class CatalogCommandsTest {
    private static final FeedUri.Remote SOURCE = new FeedUri.Remote("https://example.com/catalog.xml");

    @TempDir
    Path home;

    private final ManualLoop loop = new ManualLoop();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    private final Map<String, Partly.Answer> answers = new HashMap<>();
    private Catalog vlc;

    @BeforeEach
    void there_is_a_catalog() throws Exception {
        vlc = CatalogReader.read(Xml.read(("<catalog xmlns='" + Catalog.NAMESPACE
                        + "'><interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface'"
                        + " uri='https://example.com/vlc.xml'><name>VLC\tplayer</name><summary>plays films</summary>"
                        + "<entry-point command='run' binary-name='vlc'/></interface></catalog>")
                .getBytes(UTF_8)));
        answers.put("cached", arguments -> Optional.of(vlc));
        answers.put("sources", arguments -> List.of(SOURCE));
    }

    private Services services() {
        return SomeServices.of(loop, new TestHost(Map.of(), home), Partly.a(Catalogs.class, answers));
    }

    private void updates(FeedProblem... problems) {
        answers.put(
                "refresh", arguments -> loop.promises().resolved(new CatalogUpdate.Updated(vlc, List.of(problems))));
    }

    private void registers(Registration outcome) {
        answers.put("add", arguments -> loop.promises().resolved(outcome));
    }

    private static FeedProblem unreachable() {
        URI uri = URI.create(SOURCE.text());
        return new FeedProblem.Unreachable(SOURCE, new NetworkProblem(uri, NetworkProblem.Kind.CONNECTION_REFUSED, ""));
    }

    /** What is said, or the complaint. */
    private String typed(String... words) throws Exception {
        Arguments arguments = Arguments.parse(List.of(words));
        Command command = new CatalogCommands(services(), console)
                .all().stream()
                        .filter(one -> one.name()
                                .equals(String.join(" ", arguments.words().subList(0, 2))))
                        .findFirst()
                        .orElseThrow();
        Promise<Integer> status = command.run(
                new Command.Invocation(
                        arguments,
                        arguments.words().subList(2, arguments.words().size())),
                loop.scope());
        loop.run();
        if (status.getFailure() != null) return status.getFailure().getMessage();
        return out.toString(UTF_8);
    }

    @Test
    void what_is_found_has_two_lines_each() throws Exception {
        assertThat(typed("catalog", "search", "FILMS"))
                .isEqualTo("https://example.com/vlc.xml\n  VLC\\u{9}player - plays films\n");
    }

    @Test
    void programs_get_json() throws Exception {
        assertThat(typed("catalog", "search", "--json", "nothing like that")).isEqualTo("{\"results\": []}\n");
        assertThat(typed("catalog", "list", "--json")).endsWith("{\"sources\": [\"" + SOURCE + "\"]}\n");
    }

    @Test
    void programs_are_told_which_sources_there_are_now() throws Exception {
        String sources = "{\"sources\": [\"" + SOURCE + "\"]}\n";
        registers(new Registration.Registered());
        updates();
        assertThat(typed("catalog", "add", "--json", SOURCE.text())).isEqualTo(sources);
        out.reset();
        assertThat(typed("catalog", "add", "--json", "--skip-verify", SOURCE.text()))
                .isEqualTo(sources);
        out.reset();
        answers.put("remove", arguments -> Catalogs.Removal.REMOVED);
        assertThat(typed("catalog", "remove", "--json", SOURCE.text())).isEqualTo(sources);
        out.reset();
        answers.put("reset", arguments -> null);
        assertThat(typed("catalog", "reset", "--json")).isEqualTo(sources);
        out.reset();
        assertThat(typed("catalog", "refresh", "--json"))
                .isEqualTo("{\"sources\": [\"" + SOURCE + "\"], \"programs\": 1}\n");
    }

    @Test
    void where_nothing_is_cached_the_sources_are_asked() throws Exception {
        answers.put("cached", arguments -> Optional.empty());
        updates();
        assertThat(typed("catalog", "search")).contains("https://example.com/vlc.xml");
    }

    @Test
    void one_source_that_fails_is_a_warning_all_of_them_a_failure() throws Exception {
        updates(unreachable());
        assertThat(typed("catalog", "refresh")).contains("example.com").doesNotContain("warning");
        answers.put("sources", arguments -> List.of(SOURCE, Catalogs.DEFAULT));
        assertThat(typed("catalog", "refresh")).isEmpty();
        assertThat(err.toString(UTF_8)).startsWith("warning: ").contains("example.com");
    }

    @Test
    void a_catalog_that_is_not_trusted_is_called_one() throws Exception {
        registers(new Registration.Unusable(new FeedProblem.NotSigned(SOURCE, "there is no signature block")));
        assertThat(typed("catalog", "add", SOURCE.text())).startsWith("Catalog " + SOURCE + " is not signed");
        registers(new Registration.Unusable(new FeedProblem.NotImported(SOURCE, new Import.Malformed("why not"))));
        assertThat(typed("catalog", "add", SOURCE.text())).startsWith("Catalog " + SOURCE + " cannot be read: why not");
    }

    @Test
    void what_is_there_or_not_there_already_is_a_complaint() throws Exception {
        registers(new Registration.Known());
        assertThat(typed("catalog", "add", SOURCE.text())).contains("registered already");
        answers.put("remove", arguments -> Catalogs.Removal.UNKNOWN);
        assertThat(typed("catalog", "remove", SOURCE.text())).contains("is not registered");
    }

    @Test
    void once_a_source_is_registered_all_are_asked_and_failures_only_told() throws Exception {
        registers(new Registration.Registered());
        updates(unreachable());
        assertThat(typed("catalog", "add", SOURCE.text())).isEmpty();
        assertThat(err.toString(UTF_8)).startsWith("warning: ");
        answers.remove("refresh");
        assertThat(typed("catalog", "add", "--skip-verify", SOURCE.text())).isEmpty();
    }

    private String meant(String typed) {
        try {
            return services().names().interfaceUri(typed).text();
        } catch (Complaint complaint) {
            return complaint.getMessage();
        }
    }

    @Test
    void a_short_name_stands_for_its_interface_unless_a_file_has_it() throws IOException {
        assertThat(meant("vlc")).isEqualTo("https://example.com/vlc.xml");
        assertThat(meant("./vlc")).contains("is no interface");
        assertThat(meant("vlcc"))
                .contains("is no interface")
                .endsWith("\nTo look for it: slipway catalog search " + HandOver.quote("vlcc"));
        assertThat(meant("./vlc") + meant("vlc.xml")).doesNotContain("catalog search");
        Files.writeString(home.resolve("vlc"), "");
        assertThat(meant("vlc")).isEqualTo(home.toRealPath().resolve("vlc").toString());
    }

    @Test
    void a_cache_that_cannot_be_read_knows_no_names_and_that_is_said() {
        answers.put("cached", arguments -> {
            throw new IOException("/cache/catalog.xml: broken. 'catalog refresh' makes it anew");
        });
        assertThat(meant("vlc"))
                .contains("is no interface", "Nor is a catalog asked: /cache/catalog.xml: broken", "makes it anew");
    }
}
