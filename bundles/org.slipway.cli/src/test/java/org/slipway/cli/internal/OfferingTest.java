package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Explanation.Candidate;
import org.slipway.api.store.Store;
import org.slipway.api.window.Proposal;
import org.slipway.api.window.Proposal.Component;
import org.slipway.api.window.Proposal.Place;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;
import org.slipway.model.Version;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;

/** What a window is to show of a choice. */
class OfferingTest {
    private static final String ZI = "xmlns='http://zero-install.sourceforge.net/2004/injector/interface'";
    private static final String APP = "http://example.com/app.xml";
    private static final String DIGEST = "sha256=" + "0".repeat(64);

    private String app = "";
    private boolean stored;

    private static Choice choice(String uri) {
        Candidate selected = new Candidate(Version.of("1"), "it");
        return new Choice(
                Role.binary(new InterfaceUri(uri)),
                selected,
                List.of(),
                List.of(new Choice.Other(
                        new Candidate(Version.of("0.9"), "old"),
                        new Choice.Verdict.Worse(Choice.Criterion.VERSION, "0.9", "1"))));
    }

    private Proposal proposal(Goal goal, String selections) throws Exception {
        FeedCache cache = Partly.a(FeedCache.class, Map.of("get", asked -> {
            FeedUri uri = (FeedUri) asked[0];
            if (!uri.toString().equals(APP)) throw new UnusableFeed(uri, "damaged");
            String feed =
                    "<interface uri='" + APP + "' " + ZI + "><name>x</name><summary>x</summary>" + app + "</interface>";
            return Optional.of(FeedReader.read(uri, Xml.read(feed.getBytes(UTF_8))));
        }));
        Store store = Partly.a(
                Store.class, Map.of("find", digests -> stored ? Optional.of(Path.of("/store/it")) : Optional.empty()));
        String document = "<selections interface='" + APP + "' " + ZI + ">" + selections + "</selections>";
        return new Offering(SomeServices.of(cache, store))
                .of(SelectionsReader.read(Xml.read(document.getBytes(UTF_8))), List.of(choice(APP)), goal);
    }

    private static String selection(String uri) {
        return "<selection interface='" + uri + "' id='" + DIGEST + "' version='1'><manifest-digest sha256='"
                + "0".repeat(64) + "'/></selection>";
    }

    private Component only(String methods) throws Exception {
        app = "<implementation id='" + DIGEST + "' version='1' stability='testing'><manifest-digest sha256='"
                + "0".repeat(64) + "'/>" + methods + "</implementation>";
        List<Component> components = proposal(Goal.DOWNLOAD, selection(APP)).components();
        assertThat(components).hasSize(1);
        return components.get(0);
    }

    @Test
    void what_is_to_be_downloaded_is_shown_with_its_size_and_why() throws Exception {
        Component app =
                only("<archive href='http://example.com/a.tgz' size='7'/><archive href='http://b/b' size='9'/>");
        assertThat(app.place()).isEqualTo(Place.TO_DOWNLOAD);
        assertThat(app.size()).isEqualTo(OptionalLong.of(7));
        assertThat(app.stability()).isEqualTo("testing");
        assertThat(app.reasons())
                .containsExactly("it is what you asked for", "before v0.9 (old): It is older (0.9 is before 1)");
    }

    @Test
    void a_recipe_is_as_large_as_its_steps() throws Exception {
        assertThat(only("<recipe><archive href='http://example.com/a.tgz' size='7'/>"
                                + "<file href='http://example.com/b' dest='b' size='2'/><remove path='c'/></recipe>")
                        .size())
                .isEqualTo(OptionalLong.of(9));
    }

    @Test
    void what_is_here_is_not_downloaded_again() throws Exception {
        stored = true;
        Component app = only("<archive href='http://example.com/a.tgz' size='7'/>");
        assertThat(app.place()).isEqualTo(Place.HERE);
        assertThat(app.size()).isEmpty();
    }

    @Test
    void what_its_feed_does_not_say_is_left_open() throws Exception {
        List<Component> components = proposal(
                        Goal.RUN,
                        selection("http://example.com/damaged.xml")
                                + "<selection interface='http://example.com/local.xml' id='.' version='1' local-path='/here'/>"
                                + "<selection interface='http://example.com/package.xml' id='package:deb:x:1:*' version='1'"
                                + " from-feed='distribution:http://example.com/package.xml'/>")
                .components();
        assertThat(components)
                .extracting(Component::place)
                .containsExactly(Place.TO_DOWNLOAD, Place.HERE, Place.PACKAGE);
        assertThat(components).allSatisfy(component -> {
            assertThat(component.stability()).isEmpty();
            assertThat(component.size()).isEmpty();
            assertThat(component.reasons()).isEmpty();
        });
    }

    @Test
    void the_button_says_what_comes_next() throws Exception {
        assertThat(proposal(Goal.SELECT, "").action()).isEqualTo("Choose these");
        assertThat(proposal(Goal.RUN, "").action()).isEqualTo("Run");
        assertThat(proposal(Goal.DOWNLOAD, "").action()).isEqualTo("Download");
    }
}
