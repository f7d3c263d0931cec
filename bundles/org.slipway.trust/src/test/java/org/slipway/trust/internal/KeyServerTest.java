package org.slipway.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedDownloads;
import org.slipway.testkit.TestSettings;

class KeyServerTest {
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final String QUESTION = "https://keys.example/key/" + KEY;

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private final TestSettings settings = new TestSettings();
    private final ScriptedDownloads downloads = new ScriptedDownloads(loop);
    private KeyServer server;

    @BeforeEach
    void create() {
        settings.keyInfoServer = Optional.of(URI.create("https://keys.example"));
        server = new KeyServer(loop, settings, downloads, scope -> loop.promises()
                .resolved(temp.resolve("answer-" + downloads.asked().size())));
    }

    private Promise<List<Vote>> votes(Switch scope) {
        Promise<List<Vote>> votes = server.votes(KEY, scope);
        loop.run();
        return votes;
    }

    private List<Vote> answered(String document) {
        Promise<List<Vote>> votes = votes(loop.scope());
        downloads.serves(QUESTION, document.getBytes(StandardCharsets.UTF_8));
        return loop.value(votes);
    }

    @Test
    void what_is_known_about_a_key_is_good_or_bad() {
        assertThat(
                        answered(
                                "<?xml version='1.0'?><key-lookup><item vote='good'> Known for years.\n</item>"
                                        + "<other vote='good'>no item</other><item vote='bad'>Stolen.</item><item>Unsure.</item></key-lookup>"))
                .containsExactly(
                        new Vote(Vote.Kind.GOOD, "Known for years."),
                        new Vote(Vote.Kind.BAD, "Stolen."),
                        new Vote(Vote.Kind.BAD, "Unsure."));
    }

    @Test
    void an_answer_is_remembered() {
        List<Vote> first = answered("<key-lookup><item vote='good'>Known.</item></key-lookup>");
        assertThat(loop.value(votes(loop.scope()))).isEqualTo(first);
        assertThat(downloads.asked()).hasSize(1);
    }

    @Test
    void a_key_that_is_stolen_later_is_not_called_good_for_ever() {
        answered("<key-lookup><item vote='good'>Known.</item></key-lookup>");
        loop.advance(Duration.ofHours(1));
        assertThat(answered("<key-lookup><item vote='bad'>Stolen.</item></key-lookup>"))
                .containsExactly(new Vote(Vote.Kind.BAD, "Stolen."));
    }

    @Test
    void what_one_server_has_said_is_not_taken_for_what_another_says() {
        answered("<key-lookup><item vote='good'>Known.</item></key-lookup>");
        settings.keyInfoServer = Optional.of(URI.create("https://others.example"));
        votes(loop.scope());
        assertThat(downloads.asked()).contains(URI.create("https://others.example/key/" + KEY));
    }

    @Test
    void many_who_ask_at_once_ask_once() {
        Promise<List<Vote>> first = votes(loop.scope());
        Promise<List<Vote>> second = votes(loop.scope());
        downloads.serves(
                QUESTION, "<key-lookup><item vote='good'>Known.</item></key-lookup>".getBytes(StandardCharsets.UTF_8));
        assertThat(loop.value(first)).hasSize(1).isEqualTo(loop.value(second));
        assertThat(downloads.asked()).containsExactly(URI.create(QUESTION));
    }

    @Test
    void no_server_is_asked_where_none_is_named() {
        settings.keyInfoServer = Optional.empty();
        assertThat(loop.value(votes(loop.scope()))).isEmpty();
        assertThat(downloads.asked()).isEmpty();
    }

    @Test
    void a_server_that_cannot_be_asked_is_a_hint_and_is_asked_again() {
        Promise<List<Vote>> votes = votes(loop.scope());
        downloads.fails(QUESTION, NetworkProblem.Kind.CONNECT_TIMEOUT);
        assertThat(loop.value(votes)).singleElement().satisfies(vote -> {
            assertThat(vote.kind()).isEqualTo(Vote.Kind.BAD);
            assertThat(vote.text()).contains("cannot be asked", QUESTION);
        });
        assertThat(answered("<key-lookup><item vote='good'>Known.</item></key-lookup>"))
                .containsExactly(new Vote(Vote.Kind.GOOD, "Known."));
    }

    @Test
    void an_answer_that_makes_no_sense_is_a_bad_vote() {
        assertThat(answered("<html><item vote='good'>Trust me.</item></html>"))
                .singleElement()
                .satisfies(vote -> {
                    assertThat(vote.kind()).isEqualTo(Vote.Kind.BAD);
                    assertThat(vote.text()).contains("makes no sense", "<key-lookup>");
                });
    }

    @Test
    void an_endless_answer_is_cut_off() {
        votes(loop.scope());
        assertThat(downloads.request(QUESTION).limit()).isEqualTo(64 << 10);
    }

    @Test
    void an_answer_without_content_is_no_vote() {
        Promise<List<Vote>> votes = votes(loop.scope());
        downloads.unmodified(QUESTION);
        assertThat(loop.value(votes)).isEmpty();
    }

    @Test
    void who_does_not_want_to_know_any_more_leaves_no_transfer_behind() {
        Switch scope = loop.scope();
        Promise<List<Vote>> votes = votes(scope);
        scope.off();
        assertThat(loop.value(votes)).isEmpty();
        assertThat(downloads.pending()).isEmpty();
        assertThat(Files.exists(temp.resolve("answer-0"))).isFalse();
    }
}
