package org.slipway.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With hosts of all kinds, each at a real socket. */
class HostClientTest {
    private static final String TOKEN = "a".repeat(64);
    private static final long LONG = 20_000;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String terminal = "/dev/tty";
    private String[] words = {"select", "x"};
    private Path place;
    private ServerSocketChannel socket;

    private interface Host {
        void serve(SocketChannel client, DataInputStream in) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        place = Files.createDirectory(
                folder.resolve("serve"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(place.resolve("token"), TOKEN + "\n");
        socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(place.resolve("socket")));
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    private int ask(OutputStream to, Host host) throws Exception {
        CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
            try (SocketChannel client = socket.accept()) {
                host.serve(client, new DataInputStream(Channels.newInputStream(client)));
            } catch (IOException gone) {
                // The test says what was to come of it.
            }
        });
        int status = new HostClient(place, to, err, LONG, terminal).ask("circumstances", words);
        served.join();
        return status;
    }

    private int ask(Host host) throws Exception {
        return ask(out, host);
    }

    private static void send(SocketChannel client, char kind, byte... bytes) throws IOException {
        client.write(ByteBuffer.allocate(5 + bytes.length)
                .put((byte) kind)
                .putInt(bytes.length)
                .put(bytes)
                .flip());
    }

    private static byte[] read(DataInputStream in, char kind) throws IOException {
        assertThat((char) in.readUnsignedByte()).isEqualTo(kind);
        return in.readNBytes(in.readInt());
    }

    private static void accept(SocketChannel client, DataInputStream in) throws IOException {
        assertThat(new String(in.readNBytes(TOKEN.length() + 9), UTF_8)).isEqualTo(TOKEN + " command\n");
        assertThat(new String(read(in, 'q'), UTF_8)).contains("circumstances", "select", "PATH");
        send(client, 'y');
    }

    @Test
    void what_the_host_says_goes_where_the_command_would_have_said_it() throws Exception {
        int status = ask((client, in) -> {
            accept(client, in);
            send(client, 'o', "result".getBytes(UTF_8));
            send(client, 'e', "beside".getBytes(UTF_8));
            send(client, 'f');
            assertThat(read(in, 'F')).hasSize(1);
            send(client, 's', (byte) 200);
        });
        assertThat(status).isEqualTo(200);
        assertThat(out).hasToString("result");
        assertThat(err).hasToString("beside");
    }

    @Test
    void output_that_is_lost_is_told() throws Exception {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        int status = ask(full, (client, in) -> {
            accept(client, in);
            send(client, 'o', (byte) 'x');
            send(client, 'f');
            send(client, 's', (byte) (read(in, 'F').length == 0 ? 7 : 0));
        });
        assertThat(status).isEqualTo(7);
    }

    @Test
    void a_program_for_whose_start_there_is_no_room_is_a_failure_that_says_so() throws Exception {
        System.setProperty("slipway.plan", "/dev/full");
        try {
            int status = ask((client, in) -> {
                accept(client, in);
                send(client, 'p', "exec it".getBytes(UTF_8));
                send(client, 's', (byte) 0);
            });
            assertThat(status).isEqualTo(1);
            assertThat(err.toString(UTF_8)).contains("set TMPDIR").doesNotContain("has ended");
        } finally {
            System.clearProperty("slipway.plan");
        }
    }

    @Test
    void a_terminal_that_cannot_be_read_is_told_and_not_waited_for() throws Exception {
        // It can be opened, and reading at its begin fails, as a terminal does for whom it does not belong to any more.
        terminal = "/proc/self/mem";
        int status = ask((client, in) -> {
            accept(client, in);
            send(client, 'k');
            assertThat(read(in, 'K')).hasSize(1);
            send(client, 'r');
            assertThat(read(in, 'L')).isEmpty();
            send(client, 's', (byte) 5);
        });
        assertThat(status).isEqualTo(5);
    }

    @Test
    void a_host_that_does_not_want_it_leaves_it_to_us() throws Exception {
        assertThat(ask((client, in) -> {
                    in.readNBytes(TOKEN.length() + 9);
                    read(in, 'q');
                    send(client, 'n');
                }))
                .isEqualTo(HostClient.NOT_DONE);
        assertThat(ask((client, in) -> client.close())).isEqualTo(HostClient.NOT_DONE);
        assertThat(ask((client, in) -> client.write(ByteBuffer.wrap("HTTP/1.1 400 Bad Request".getBytes(UTF_8)))))
                .isEqualTo(HostClient.NOT_DONE);
        assertThat(out.toString(UTF_8) + err.toString(UTF_8)).isEmpty();
    }

    @Test
    void why_the_host_does_not_do_it_is_told_to_whom_it_may_interest() throws Exception {
        Host refusing = (client, in) -> {
            in.readNBytes(TOKEN.length() + 9);
            read(in, 'q');
            send(client, 'n', "It is tired".getBytes(UTF_8));
        };
        assertThat(ask(refusing)).isEqualTo(HostClient.NOT_DONE);
        assertThat(err).hasToString("");
        words = new String[] {"select", "-rv", "x"};
        assertThat(ask(refusing)).isEqualTo(HostClient.NOT_DONE);
        assertThat(err).hasToString("This is done without the host of this home: It is tired\n");
        err.reset();
        words = new String[] {"run", "x", "-v"};
        assertThat(ask(refusing)).isEqualTo(HostClient.NOT_DONE);
        assertThat(err).hasToString("");
    }

    @Test
    void what_a_killed_host_has_left_is_deleted_unless_another_is_about_to_begin() throws Exception {
        socket.close();
        HostClient client = new HostClient(place, out, err, LONG, terminal);
        Path lock = Files.createFile(place.resolve("lock"));
        Process other = holding(lock);
        other.getInputStream().read();
        assertThat(client.ask("circumstances", "select")).isEqualTo(HostClient.NOT_DONE);
        assertThat(place.resolve("socket")).exists();
        other.getOutputStream().close();
        other.waitFor();
        assertThat(client.ask("circumstances", "select")).isEqualTo(HostClient.NOT_DONE);
        assertThat(place.resolve("socket")).doesNotExist();
    }

    private static Process holding(Path lock) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Another process: within one, nobody can be refused a lock. */
    static final class Holder {
        public static void main(String[] file) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(file[0]), StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.println();
                System.in.read();
            }
        }
    }

    @Test
    void a_host_that_hangs_is_as_good_as_none() {
        // The system lets us in, and nobody comes to the door.
        assertThat(new HostClient(place, out, err, 1, terminal).ask("circumstances", "select"))
                .isEqualTo(HostClient.NOT_DONE);
    }

    @Test
    void nobody_at_the_socket_is_as_good_as_no_host() throws Exception {
        socket.close();
        HostClient client = new HostClient(place, out, err, LONG, terminal);
        assertThat(client.ask("circumstances", "select")).isEqualTo(HostClient.NOT_DONE);
        assertThat(place.resolve("socket")).doesNotExist();
        assertThat(client.ask("circumstances", "select")).isEqualTo(HostClient.NOT_DONE);
    }

    @Test
    void what_a_killed_host_has_left_is_told_and_deleted_where_its_lock_has_gone() throws Exception {
        socket.close();
        HostClient client = new HostClient(place, out, err, LONG, terminal);
        assertThat(client.ask("circumstances", "select", "-v")).isEqualTo(HostClient.NOT_DONE);
        assertThat(err.toString(UTF_8)).contains("Nobody listens at " + place.resolve("socket"));
        assertThat(place.resolve("socket")).doesNotExist();
    }

    @Test
    void that_a_socket_cannot_be_deleted_does_not_hide_that_nobody_is_there() throws Exception {
        socket.close();
        Files.createDirectory(place.resolve("lock"));
        HostClient client = new HostClient(place, out, err, LONG, terminal);
        assertThat(client.ask("circumstances", "select", "-v")).isEqualTo(HostClient.NOT_DONE);
        assertThat(err.toString(UTF_8)).contains("Nobody listens at");
    }

    @Test
    void a_token_that_cannot_be_read_is_said_to_be_the_reason() throws Exception {
        Files.delete(place.resolve("token"));
        HostClient client = new HostClient(place, out, err, LONG, terminal);
        assertThat(client.ask("circumstances", "select", "-v")).isEqualTo(HostClient.NOT_DONE);
        assertThat(err.toString(UTF_8)).contains(place.resolve("token") + " cannot be read");
    }

    @Test
    void a_socket_that_others_can_reach_is_told_nothing() throws Exception {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(new HostClient(place, out, err, LONG, terminal).ask("circumstances", "select"))
                .isEqualTo(HostClient.NOT_DONE);
        socket.configureBlocking(false);
        assertThat(socket.accept()).isNull();
    }

    @Test
    void a_host_that_dies_before_it_has_said_anything_leaves_it_to_us() throws Exception {
        assertThat(ask((client, in) -> accept(client, in))).isEqualTo(HostClient.NOT_DONE);
        assertThat(err).hasToString("");
    }

    @Test
    void a_host_that_dies_in_the_midst_is_named() throws Exception {
        int status = ask((client, in) -> {
            accept(client, in);
            send(client, 'o', "half".getBytes(UTF_8));
        });
        assertThat(status).isOne();
        assertThat(err.toString(UTF_8)).startsWith("slipway: the host that did this has ended before it was done");
    }

    @Test
    void only_what_chooses_and_brings_is_handed_over() {
        assertThat(HostClient.isForOthers("select", "x")).isTrue();
        assertThat(HostClient.isForOthers("run", "x", "-v")).isTrue();
        for (String other : new String[] {"serve", "slave", "fetch", "store", "demo", "doctor", "plugin", "man", "-v"})
            assertThat(HostClient.isForOthers(other, "x")).as(other).isFalse();
        assertThat(HostClient.isForOthers("select", "--dry-run", "x")).isFalse();
        assertThat(HostClient.isForOthers()).isFalse();
    }

    @Test
    void a_window_is_opened_by_the_process_of_the_person_who_asks_for_it() {
        for (String window : new String[] {"-g", "--gui", "-vg", "-gv"}) {
            assertThat(HostClient.isForOthers("select", window, "x")).as(window).isFalse();
            assertThat(HostClient.isForOthers("select", "x", window)).as(window).isFalse();
            assertThat(HostClient.isForOthers("run", window, "x")).as(window).isFalse();
            assertThat(HostClient.isForOthers("run", "--command", "c", window, "x"))
                    .as(window)
                    .isFalse();
            assertThat(HostClient.isForOthers("run", "--version-for", "a", "1", window, "x"))
                    .as(window)
                    .isFalse();
            assertThat(HostClient.isForOthers("run", "x", window)).as(window).isTrue();
            assertThat(HostClient.isForOthers("run", "-v", "x", "y", window))
                    .as(window)
                    .isTrue();
        }
        assertThat(HostClient.isForOthers("select", "--message=-g", "x")).isTrue();
        assertThat(HostClient.isForOthers("select", "x-g")).isTrue();
    }

    @Test
    void what_is_named_by_a_descriptor_of_this_process_is_read_by_this_process() {
        for (String ours :
                new String[] {"/dev/fd/63", "/dev/stdin", "--with-store=/proc/self/cwd", "../dev/stdin", "dev/fd/0"})
            assertThat(HostClient.isForOthers("diff", ours, "a.lock")).as(ours).isFalse();
        assertThat(HostClient.isForOthers("diff", "device/a.lock", "proc.lock")).isTrue();
    }

    @Test
    void where_a_word_can_be_a_descriptor_nothing_is_handed_over() {
        for (String directory : new String[] {"/dev", "/dev/fd", "/proc/self/fd"})
            assertThat(HostClient.namesDescriptors(Path.of(directory)))
                    .as(directory)
                    .isTrue();
        for (String directory : new String[] {"/", "/home/dev", "/devices", "/process"})
            assertThat(HostClient.namesDescriptors(Path.of(directory)))
                    .as(directory)
                    .isFalse();
    }
}
