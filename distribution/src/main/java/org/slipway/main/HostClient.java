package org.slipway.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hands a command to the host that serves this home, if there is one, and is its terminal. {@code Wire} of the command line
 * has the other end. Whatever is in doubt before the host has said something is left to this process. Plain code: most of
 * what makes Java convenient takes longer to load than all of this takes.
 */
final class HostClient {
    static final int NOT_DONE = -1;

    /** What chooses and brings. The others read what is typed, start programs, last, or look at the process that they are. */
    private static final List<String> COMMANDS = List.of(
            "select",
            "download",
            "run",
            "update",
            "update-all",
            "show",
            "why",
            "why-not",
            "lock",
            "diff",
            "import",
            "list",
            "list-feeds",
            "search");

    private static final String[] OF_THE_PROCESS = {"/dev", "/proc"};

    private static final String PLACE = "slipway.serve";
    private static final String SCRIPT = "slipway.plan";
    private static final String TERMINAL = "/dev/tty";
    private static final Path SELF = Path.of("/proc/self/task");
    private static final String UID = "unix:uid";
    private static final String ONLY_OURS = "rwx------";
    private static final int HEAD = 5;
    private static final int LONGEST = 16 << 20;
    private static final long PATIENCE_MILLIS = 3_000;
    private static final long FAREWELL_SECONDS = 8;

    private final Path place;
    private final OutputStream out;
    private final OutputStream err;
    private final long patienceMillis;
    private final String terminal;
    private final CountDownLatch over = new CountDownLatch(1);
    private SocketChannel host;
    private volatile boolean accepted;
    private boolean verbose;
    private boolean said;
    private boolean lost;
    private boolean unkept;
    private FileInputStream keyboard;
    private OutputStream screen;

    /** @param place the host's directory */
    HostClient(Path place, OutputStream out, OutputStream err, long patienceMillis, String terminal) {
        this.place = place;
        this.out = out;
        this.err = err;
        this.patienceMillis = patienceMillis;
        this.terminal = terminal;
    }

    /** @return the exit status, or that this process has to do the command */
    static int run(Path home, String... arguments) {
        String place = System.getProperty(PLACE, "");
        if (place.isEmpty() || !isForOthers(arguments)) return NOT_DONE;
        return new HostClient(
                        Path.of(place),
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        PATIENCE_MILLIS,
                        TERMINAL)
                .ask(Circumstances.here(home), arguments);
    }

    /** A window is the person's who asks. */
    static boolean isForOthers(String... arguments) {
        if (namesDescriptors(Path.of("").toAbsolutePath(), arguments)) return false;
        List<String> typed = Arrays.asList(arguments);
        return !typed.isEmpty()
                && COMMANDS.contains(typed.get(0))
                && !typed.contains("--dry-run")
                && !has("--gui", 'g', typed);
    }

    /** What may be an option's value is not yet the URI, behind which nothing is ours. */
    private static boolean has(String name, char letter, List<String> typed) {
        boolean run = typed.get(0).equals("run");
        int values = 0;
        for (String word : typed.subList(1, typed.size())) {
            boolean option = word.startsWith("-");
            if (option && is(name, letter, word)) return true;
            if (run && !option && values == 0) return false;
            if (option) values = word.equals("--version-for") ? 2 : 1;
            else values--;
        }
        return false;
    }

    private static boolean is(String name, char letter, String option) {
        return option.startsWith("--") ? option.equals(name) : option.indexOf(letter) > 0;
    }

    /** What is opened by such a name is another thing in every process. */
    static boolean namesDescriptors(Path directory, String... arguments) {
        for (String place : OF_THE_PROCESS) {
            if (directory.startsWith(place)) return true;
            for (String argument : arguments) if (("/" + argument).contains(place + "/")) return true;
        }
        return false;
    }

    int ask(String circumstances, String... arguments) {
        verbose = has("--verbose", 'v', Arrays.asList(arguments));
        if (circumstances.isEmpty()) return passOver("What this process may do cannot be told");
        try (SocketChannel channel = open()) {
            host = channel;
            return hand(request(circumstances, arguments));
        } catch (IOException impossible) {
            return passOver(reason(impossible));
        }
    }

    private int passOver(String reason) {
        byte[] line = ("This is done without the host of this home: " + reason + "\n").getBytes(UTF_8);
        try {
            if (verbose) err.write(line);
        } catch (IOException gone) {
            // The command will notice.
        }
        return NOT_DONE;
    }

    /** Nobody else could have put a socket there. */
    private SocketChannel open() throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS));
        Object owner = Files.getAttribute(place, UID, LinkOption.NOFOLLOW_LINKS);
        if (!mode.equals(ONLY_OURS) || !owner.equals(Files.getAttribute(SELF, UID)))
            throw new IOException("Others can enter " + place);
        return SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    private static byte[] request(String circumstances, String... arguments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream request = new DataOutputStream(bytes);
        text(request, circumstances);
        text(request, Path.of("").toAbsolutePath().toString());
        request.writeInt(arguments.length);
        for (String argument : arguments) text(request, argument);
        Map<String, String> environment = System.getenv();
        request.writeInt(environment.size());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            text(request, variable.getKey());
            text(request, variable.getValue());
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream into, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        into.writeInt(bytes.length);
        into.write(bytes);
    }

    private int hand(byte[] request) {
        Thread stopping = new Stopping();
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            return isAccepted(request) ? relay() : NOT_DONE;
        } catch (IOException died) {
            if (stopping.getState() != Thread.State.NEW) return 1;
            return said ? lament() : passOver("It has ended");
        } finally {
            over.countDown();
            forget(stopping);
        }
    }

    private boolean isAccepted(byte[] request) {
        Thread patience = new Patience();
        patience.start();
        try {
            connect();
            String token = Files.readString(place.resolve("token")).strip();
            write(ByteBuffer.wrap((token + " command\n").getBytes(UTF_8)));
            send('q', request);
            Message answer = read();
            accepted = answer.kind == 'y';
            if (!accepted) passOver(refusal(answer));
        } catch (ClosedChannelException late) {
            passOver("It does not answer");
        } catch (IOException gone) {
            passOver(reason(gone));
        } finally {
            patience.interrupt();
        }
        return accepted;
    }

    /** What the system says may be a path alone, or nothing. */
    private static String reason(IOException failed) {
        String kind = failed.getClass().getSimpleName();
        if (failed instanceof FileSystemException file) return file.getFile() + " cannot be read (" + kind + ")";
        return failed.getMessage() == null ? kind : failed.getMessage();
    }

    private static String refusal(Message answer) {
        return answer.kind == 'n' ? new String(answer.bytes, UTF_8) : "It speaks another language";
    }

    private void connect() throws IOException {
        try {
            host.connect(UnixDomainSocketAddress.of(socket()));
        } catch (ConnectException nobody) {
            IOException reason = new IOException("Nobody listens at " + socket(), nobody);
            try {
                deleteSocket();
            } catch (IOException kept) {
                reason.addSuppressed(kept);
            }
            throw reason;
        }
    }

    private Path socket() {
        return place.resolve("socket");
    }

    /** One that was killed has left it: whoever lives has the lock. Whoever finds a socket counts on a host. */
    private void deleteSocket() throws IOException {
        try (FileChannel file = FileChannel.open(
                        place.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
                FileLock lock = file.tryLock()) {
            if (lock != null) Files.deleteIfExists(socket());
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // It is what has ended us.
        }
    }

    private int lament() {
        tell(
                err,
                ("slipway: the host that did this has ended before it was done. Try again: without a host it is done"
                                + " here\n")
                        .getBytes(UTF_8));
        return 1;
    }

    /** Until the host has said with what status the command has ended. */
    private int relay() throws IOException {
        while (true) {
            Message message = read();
            byte[] bytes = message.bytes;
            switch (message.kind) {
                case 'o' -> lost |= !tell(out, bytes);
                case 'e' -> tell(err, bytes);
                case 'f' -> send('F', lost ? new byte[0] : new byte[1]);
                case 'k' -> send('K', isThere() ? new byte[1] : new byte[0]);
                case 't' -> tell(screen, bytes);
                case 'r' -> new Typing().start();
                case 'p' -> unkept |= !keep(bytes);
                case 's' -> {
                    return unkept ? 1 : bytes[0] & 0xff;
                }
                default -> throw new IOException("Unknown: " + message.kind);
            }
        }
    }

    private boolean tell(OutputStream whom, byte... bytes) {
        said = true;
        try {
            whom.write(bytes);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean isThere() {
        try {
            keyboard = new FileInputStream(terminal);
            screen = new FileOutputStream(terminal, true);
            return true;
        } catch (IOException noTerminal) {
            return false;
        }
    }

    private boolean keep(byte... script) {
        try (OutputStream file = new FileOutputStream(System.getProperty(SCRIPT, ""))) {
            file.write(script);
            return true;
        } catch (IOException full) {
            String where =
                    "slipway: how the program is started cannot be written, as there is no room for temporary files: ";
            tell(err, (where + full.getMessage() + ". Make room, or set TMPDIR\n").getBytes(UTF_8));
            return false;
        }
    }

    /** What is said while somebody types has to be shown. */
    private final class Typing extends Thread {
        Typing() {
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                send('L', line());
            } catch (IOException gone) {
                // Then nobody waits for it.
            }
        }

        /** Nothing at the end, and where the terminal is another's now: the host waits for it. */
        private byte[] line() {
            byte[] line = new byte[4096];
            try {
                return Arrays.copyOf(line, Math.max(keyboard.read(line), 0));
            } catch (IOException unreadable) {
                return new byte[0];
            }
        }
    }

    /** A host that does not answer is as good as none. */
    private final class Patience extends Thread {
        Patience() {
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                sleep(patienceMillis);
                if (!accepted) host.close();
            } catch (InterruptedException answered) {
                return;
            } catch (IOException closedAnyhow) {
                return;
            }
        }
    }

    /** A signal: the host takes back what has begun, and says so. Nobody waits for one that has not accepted it. */
    private final class Stopping extends Thread {
        Stopping() {
            super(DeathBySignal.TAKES_BACK);
        }

        @Override
        public void run() {
            try {
                if (accepted) send('c', new byte[0]);
                boolean inTime = accepted && over.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
                if (!inTime) host.close();
            } catch (IOException gone) {
                return;
            } catch (InterruptedException impatient) {
                return;
            }
        }
    }

    private record Message(char kind, byte[] bytes) {}

    private Message read() throws IOException {
        ByteBuffer head = fill(HEAD);
        char kind = (char) head.get();
        int length = head.getInt();
        if (length < 0 || length > LONGEST) throw new IOException("Too long: " + length);
        return new Message(kind, fill(length).array());
    }

    private ByteBuffer fill(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) if (host.read(bytes) < 0) throw new EOFException("The host has gone");
        return bytes.flip();
    }

    private synchronized void send(char kind, byte... bytes) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(HEAD + bytes.length);
        write(message.put((byte) kind).putInt(bytes.length).put(bytes).flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) host.write(bytes);
    }
}
