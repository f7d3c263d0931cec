package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.model.json.JsonReader;
import org.slipway.testkit.Fuzz;
import org.slipway.testkit.ManualLoop;

/** Whatever the other side of the JSON protocol says, it is answered or refused in a sentence. */
class FuzzTest {
    private static final int MUTATIONS = 3000 * Integer.getInteger("slipway.effort", 1);
    private static final List<String> WORDS = List.of(
            "null", "[", "]", "{", "}", "\"", ",", ":", "\\u0000", "1e999", "-", "\0", "0x", "\n", "[".repeat(200));
    private static final String SELECT = "[\"invoke\",\"1\",\"select\",[{\"interface\":\"http://example.com/a.xml\","
            + "\"extra_restrictions\":{\"http://example.com/b.xml\":\"1..!2\"},\"source\":false,\"os\":null},true]]";

    private static byte[] said(String... messages) {
        StringBuilder said = new StringBuilder();
        for (String message : messages)
            said.append(String.format("0x%08x\n%s", message.getBytes(UTF_8).length, message));
        return said.toString().getBytes(UTF_8);
    }

    @Test
    void a_changed_conversation_is_answered_or_refused() {
        byte[] conversation =
                said(SELECT, "[\"return\",\"1\",\"ok\",[1,2.5,true,{}]]", "[\"invoke\",null,\"echo\",[\"\\ud83d\"]]");
        new Fuzz(List.of(conversation, said(SELECT)), WORDS).run(MUTATIONS, this::talk);
    }

    /** The lengths are right: what changes is only what is between them. */
    @Test
    void a_changed_message_is_answered_or_refused() {
        List<byte[]> messages =
                List.of(SELECT.getBytes(UTF_8), "[\"return\",\"1\",\"ok\",[[],{\"a\":\"b\"}]]".getBytes(UTF_8));
        new Fuzz(messages, WORDS).run(MUTATIONS, changed -> talk(said(new String(changed, UTF_8))));
    }

    private void talk(byte[] said) throws Exception {
        ManualLoop loop = new ManualLoop();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, UTF_8);
        Peer peer = new Peer(loop, new ByteArrayInputStream(said), new Console(both, both, false));
        Promise<Object> answer = peer.ask("confirm", "x");
        out.reset();
        Promise<Done> gone = peer.listen(
                (operation, arguments, scope) -> operation.equals("echo")
                        ? loop.promises().resolved(new Peer.Reply(arguments, Optional.empty()))
                        : loop.promises().failed(new Complaint(JsonText.dense(arguments))),
                loop.scope());
        loop.run();
        assertThat(gone.isDone()).isTrue();
        if (gone.getFailure() != null)
            assertThat(gone.getFailure()).isInstanceOfAny(Complaint.class, EOFException.class);
        else assertThat(answer.isDone()).isTrue();
        for (String line : out.toString(UTF_8).split("\n"))
            if (!line.startsWith("0x") && !line.isEmpty()) JsonReader.read(line);
    }
}
