package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;

/** All that the other side says has been said beforehand. */
class PeerTest {
    private final ManualLoop loop = new ManualLoop();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deferred<Peer.Reply> later = loop.promises().deferred();
    private final Switch session = loop.scope();
    private Peer peer;

    private Promise<Done> hears(String said) {
        Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8), false);
        peer = new Peer(loop, new ByteArrayInputStream(said.getBytes(UTF_8)), console);
        Promise<Done> gone = peer.listen(this::answer, session);
        loop.run();
        return gone;
    }

    private Promise<Peer.Reply> answer(String operation, List<?> arguments, Switch scope) {
        return switch (operation) {
            case "echo" -> loop.promises().resolved(Peer.Reply.of(List.copyOf(arguments)));
            case "xml" -> loop.promises().resolved(new Peer.Reply("ok", Optional.of("<x/>\n".getBytes(UTF_8))));
            case "later" -> later.getPromise();
            case "until-off" -> {
                Deferred<Peer.Reply> off = loop.promises().deferred();
                scope.onOff(() -> off.resolve(Peer.Reply.of("off")));
                yield off.getPromise();
            }
            default -> loop.promises().failed(new Complaint("what?"));
        };
    }

    private static String message(String json) {
        return String.format("0x%08x\n%s", json.getBytes(UTF_8).length, json);
    }

    private String answers() {
        return out.toString(UTF_8);
    }

    private String failure(String said) throws InterruptedException {
        return hears(said).getFailure().getMessage();
    }

    @Test
    void each_question_gets_its_answer_with_the_length_in_front() {
        loop.value(hears(message("[\"invoke\",\"a\",\"echo\",[1,\"\u00e9\"]]")
                + message("[\"invoke\",\"b\",\"frob\",[]]")
                + message("[\"invoke\",\"c\",\"xml\",[]]")));
        assertThat(answers())
                .isEqualTo("0x0000001d\n[\"return\",\"a\",\"ok\",[1,\"\u00e9\"]]\n"
                        + "0x0000001e\n[\"return\",\"b\",\"fail\",\"what?\"]\n"
                        + "0x0000001d\n[\"return\",\"c\",\"ok+xml\",\"ok\"]\n0x00000005\n<x/>\n");
    }

    @Test
    void a_question_without_a_ticket_wants_no_answer() {
        loop.value(hears(message("[\"invoke\",null,\"echo\",[]]") + message("[\"invoke\",null,\"frob\",[]]")));
        assertThat(answers()).isEmpty();
    }

    @Test
    void what_was_asked_is_answered_though_the_other_side_says_nothing_more() {
        Promise<Done> gone = hears(message("[\"invoke\",\"a\",\"later\",[]]"));
        assertThat(gone.isDone()).isFalse();
        later.resolve(Peer.Reply.of("now"));
        loop.value(gone);
        assertThat(answers()).contains("[\"return\",\"a\",\"ok\",\"now\"]");
    }

    @Test
    void what_is_no_longer_wanted_ends_and_is_answered() {
        Promise<Done> gone = hears(message("[\"invoke\",\"a\",\"until-off\",[]]")
                + message("[\"invoke\",\"a\",\"until-off\",[]]")
                + message("[\"invoke\",\"b\",\"later\",[]]")
                + message("[\"invoke\",null,\"until-off\",[]]"));
        assertThat(peer.cancel("a")).isTrue();
        assertThat(peer.cancel("c")).isFalse();
        loop.run();
        assertThat(answers().split("\\[\"return\",\"a\",\"ok\",\"off\"\\]", -1)).hasSize(3);
        assertThat(peer.cancel("a")).isFalse();
        later.resolve(Peer.Reply.of("now"));
        loop.run();
        assertThat(gone.isDone()).isFalse();
        session.off();
        loop.value(gone);
    }

    @Test
    void whoever_was_asked_and_has_gone_does_not_answer() throws Exception {
        Promise<Done> gone = hears("");
        loop.value(gone);
        assertThat(peer.ask("confirm", "x").getFailure()).isInstanceOf(Complaint.class);
    }

    @Test
    void what_makes_no_sense_ends_the_conversation() throws Exception {
        assertThat(failure("nonsense\n")).contains("'nonsense' is not the length");
        assertThat(failure("0x7fffffff\n")).contains("not the length");
        assertThat(failure("x".repeat(100))).contains("begins with its length");
        assertThat(failure("0x00000009\n[")).contains("within a message");
        assertThat(failure(message("[\"hello\"]"))).isEqualTo("Invalid JSON from peer:\n[\"hello\"]");
        assertThat(failure(message("null"))).isEqualTo("Invalid JSON from peer:\nnull");
        assertThat(failure(message("[\"return\",\"7\",\"ok\",null]"))).contains("Invalid JSON from peer");
        assertThat(failure(message("[1,\"7\",\"ok\",null]"))).contains("Invalid JSON from peer");
        assertThat(failure(message("[null,\"7\",\"ok\",null]"))).contains("Invalid JSON from peer");
        assertThat(failure(message("[\"invoke\",7,\"echo\",[]]"))).contains("Invalid JSON from peer");
    }
}
