package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testkit.AwaitingLoop;

/** Clients that hand commands over to a host with a real socket; what does the commands is made up. */
class ForwardedCommandTest {
    private static final String LIKE_THE_HOST = "as the host";
    private static final int MOST = 1 << 20;

    @TempDir
    Path folder;

    private final ServedHost served = new ServedHost();
    private final AwaitingLoop loop = served.loop;
    private final FakePlatforms platforms = new FakePlatforms();

    @BeforeEach
    void start() throws Exception {
        served.start(folder, null, new Guests(platforms, LIKE_THE_HOST));
    }

    @AfterEach
    void stop() throws IOException {
        served.stop();
        assertThat(platforms.open).hasValue(0);
    }

    private SocketChannel connect(byte... more) throws IOException {
        SocketChannel client = served.connect(served.token + " command\n");
        ServedHost.say(client, more);
        return client;
    }

    private static byte[] message(byte... request) {
        return ByteBuffer.allocate(5 + request.length)
                .put((byte) Wire.REQUEST)
                .putInt(request.length)
                .put(request)
                .array();
    }

    private static byte[] request(
            String circumstances, String directory, Map<String, String> environment, String... typed)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, circumstances);
        text(out, directory);
        out.writeInt(typed.length);
        for (String word : typed) text(out, word);
        out.writeInt(environment.size());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            text(out, variable.getKey());
            text(out, variable.getValue());
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.getBytes(UTF_8).length);
        out.write(text.getBytes(UTF_8));
    }

    /** The other end of the wire. */
    private final class Client {
        private final SocketChannel channel;
        private final Wire wire;

        Client(String circumstances, Map<String, String> environment, String... typed) throws IOException {
            channel = connect();
            wire = new Wire(channel, new Inlet(channel));
            wire.send(Wire.REQUEST, request(circumstances, "/where/i/am", environment, typed));
        }

        Client(String... typed) throws IOException {
            this(LIKE_THE_HOST, Map.of(), typed);
        }

        String hears() {
            Wire.Message message = loop.await(loop.apart(() -> wire.read(MOST)));
            return message.kind() + new String(message.bytes(), UTF_8);
        }

        void hears(String... expected) {
            for (String one : expected) assertThat(hears()).isEqualTo(one);
        }
    }

    private void isWell() throws IOException {
        platforms.will((caller, host, typed) -> 0);
        new Client("select").hears("y", "s\0");
    }

    @Test
    void what_is_handed_over_is_done_as_the_client_would_do_it() throws IOException {
        platforms.will((caller, host, typed) -> {
            Console console = new Console(caller);
            console.print(String.join(",", typed) + " in " + host.workingDirectory() + " with " + host.environment());
            console.say("beside");
            caller.become("exec it".getBytes(UTF_8));
            return console.finish() ? 3 : 4;
        });
        Client client = new Client(LIKE_THE_HOST, Map.of("A", "ü"), "run", "it");
        client.hears("y", "ebeside\n", "pexec it", "orun,it in /where/i/am with {A=ü}\n", "f");
        client.wire.send(Wire.FLUSHED, (byte) 1);
        client.hears("s\3");
    }

    @Test
    void output_that_the_client_cannot_write_is_lost_and_known_to_be() throws IOException {
        platforms.will((caller, host, typed) -> {
            Console console = new Console(caller);
            console.print("x");
            return console.finish() ? 0 : 1;
        });
        Client client = new Client("select");
        client.hears("y", "ox\n", "f");
        client.wire.send(Wire.FLUSHED);
        client.hears("s\1");
    }

    @Test
    void a_command_that_breaks_is_told_to_the_client_and_the_host_goes_on() throws IOException {
        platforms.will((caller, host, typed) -> {
            throw new UnsupportedOperationException("never");
        });
        new Client("select")
                .hears(
                        "y",
                        "eslipway: something went wrong that should not: java.lang.IllegalStateException:"
                                + " java.lang.UnsupportedOperationException: never\n",
                        "s\1");
        platforms.will((caller, host, typed) -> 0);
        new Client("select").hears("y", "s\0");
    }

    @Test
    void several_at_once_do_not_see_one_another() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        platforms.will((caller, host, typed) -> {
            both.countDown();
            both.await();
            caller.err().write((host.environment() + typed[0]).getBytes(UTF_8));
            return 0;
        });
        Client first = new Client(LIKE_THE_HOST, Map.of("I", "first"), "select");
        Client second = new Client(LIKE_THE_HOST, Map.of("I", "second"), "show");
        first.hears("y", "e{I=first}select", "s\0");
        second.hears("y", "e{I=second}show", "s\0");
    }

    @Test
    void who_is_not_in_the_same_circumstances_has_to_do_it_alone() throws IOException {
        platforms.will((caller, host, typed) -> {
            throw new AssertionError("It is not done here");
        });
        new Client("of another installation", Map.of(), "select")
                .hears("nIt was started in other circumstances, without 'of another installation'");
        new Client("", Map.of(), "select").hears("nIt was started in other circumstances");
    }

    @Test
    void those_for_whom_there_is_no_room_have_to_do_it_alone() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        platforms.will((caller, host, typed) -> {
            end.await();
            return 0;
        });
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(new Client("download"));
            clients.get(i).hears("y");
        }
        new Client("download").hears("nIt does 4 commands already");
        platforms.going = new CountDownLatch(1);
        end.countDown();
        for (Client client : clients) client.hears("s\0");
        // What did it need not have gone by then.
        isWell();
        platforms.going.countDown();
        loop.awaitUntil(() -> platforms.open.get() == 0);
    }

    @Test
    void a_host_that_cannot_get_rid_of_former_ones_lets_nobody_in() throws IOException {
        platforms.room.set(1);
        isWell();
        new Client("select").hears("nIt is tired");
    }

    @Test
    void only_what_is_done_keeps_the_host_from_ending() throws IOException {
        loop.advance(ServedHost.IDLE.minusSeconds(1));
        isWell();
        loop.run();
        loop.advance(ServedHost.IDLE.minusSeconds(1));
        platforms.room.set(0);
        new Client("select").hears("nIt is tired");
        new Client("", Map.of(), "select").hears("nIt was started in other circumstances");
        assertThat(served.served.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(1));
        loop.await(served.served);
    }

    @Test
    void the_command_of_a_client_that_goes_is_stopped() throws IOException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        platforms.will((caller, host, typed) -> {
            Runnable listens = caller.onStop(stopped::countDown);
            begun.countDown();
            stopped.await();
            listens.run();
            return 0;
        });
        Client client = new Client("download");
        client.hears("y");
        loop.awaitUntil(() -> begun.getCount() == 0);
        client.channel.close();
        loop.awaitUntil(() -> platforms.open.get() == 0);
        isWell();
    }

    @Test
    void a_command_that_does_not_stop_when_its_client_has_gone_is_interrupted() throws IOException {
        platforms.will((caller, host, typed) -> {
            new CountDownLatch(1).await();
            return 0;
        });
        Client client = new Client("download");
        client.hears("y");
        client.channel.close();
        loop.awaitUntil(() -> platforms.open.get() == 0);
        isWell();
    }

    @Test
    void a_client_that_was_told_to_stop_hears_how_its_command_ends() throws IOException {
        CountDownLatch stopped = new CountDownLatch(1);
        platforms.will((caller, host, typed) -> {
            caller.onStop(stopped::countDown);
            stopped.await();
            caller.err().write('!');
            return 1;
        });
        Client client = new Client("download");
        client.hears("y");
        client.wire.send(Wire.STOP);
        client.hears("e!", "s\1");
    }

    @Test
    void questions_are_asked_where_the_client_is() throws IOException {
        platforms.will((caller, host, typed) -> {
            TerminalDevice device = new TerminalDevice(new Console(caller), caller);
            String answer = device.ask("Trust? ").orElse("nobody");
            device.say("You said " + answer);
            return device.readLine().isPresent() ? 1 : 0;
        });
        Client client = new Client("download");
        client.hears("y", "k");
        client.wire.send(Wire.TERMINAL, (byte) 1);
        client.hears("tTrust? ", "r");
        client.wire.send(Wire.LINE, "y\n".getBytes(UTF_8));
        client.hears("tYou said y\n", "r");
        client.wire.send(Wire.LINE);
        client.hears("s\0");
    }

    @Test
    void a_client_without_a_terminal_is_asked_nothing() throws IOException {
        platforms.will((caller, host, typed) ->
                new TerminalDevice(new Console(caller), caller).ask("Trust? ").isPresent() ? 1 : 0);
        Client client = new Client("download");
        client.hears("y", "k");
        client.wire.send(Wire.TERMINAL);
        client.hears("k");
        client.wire.send(Wire.TERMINAL);
        client.hears("s\0");
    }

    @Test
    void what_a_client_could_type_is_not_read_by_others() throws IOException {
        platforms.will((caller, host, typed) -> caller.in().read() < 0 ? 0 : 1);
        new Client("fetch").hears("y", "s\0");
    }

    @Test
    void rubbish_and_huge_messages_hurt_only_who_sends_them() throws IOException {
        for (byte[] rubbish : List.of(
                new byte[] {'q', 127, 0, 0, 0},
                new byte[] {'q', -1, -1, -1, -1},
                new byte[] {'x', 0, 0, 0, 0},
                new byte[] {'q', 0, 0, 0, 4, 127, 127, 127, 127},
                new byte[] {'q', 0, 0, 0, 0})) {
            SocketChannel client = connect(rubbish);
            assertThat(served.heard(client)).isEmpty();
        }
        byte[] odd = message(request(LIKE_THE_HOST, "/a\0b", Map.of(), "select"));
        SocketChannel nowhere = connect(odd);
        assertThat(served.heard(nowhere)).isEmpty();
        CountDownLatch begun = new CountDownLatch(1);
        platforms.will((caller, host, typed) -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return 0;
        });
        Client client = new Client("download");
        client.hears("y");
        loop.awaitUntil(() -> begun.getCount() == 0);
        client.wire.send(Wire.LINE, new byte[70_000]);
        loop.awaitUntil(() -> platforms.open.get() == 0);
        isWell();
    }

    @Test
    void a_client_that_does_not_say_what_it_wants_is_sent_away_after_five_seconds() throws IOException {
        SocketChannel silent = connect((byte) 'q', (byte) 0);
        isWell();
        loop.advance(Duration.ofSeconds(5));
        assertThat(served.heard(silent)).isEmpty();
        isWell();
    }

    @Test
    void a_wrong_token_hands_nothing_over() throws IOException {
        SocketChannel client = served.connect("0".repeat(64) + " command\n");
        Wire wire = new Wire(client, new Inlet(client));
        assertThatThrownBy(() -> loop.await(loop.apart(() -> wire.read(MOST)))).hasCauseInstanceOf(EOFException.class);
        assertThat(Files.readString(served.place.tokenFile())).hasSize(65);
    }
}
