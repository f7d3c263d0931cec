package org.slipway.cli.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A client that has handed its command over. What is done for it is done by threads of its own, so that it keeps nobody else
 * waiting when it does not listen.
 */
final class FarCaller implements Caller {
    /** A line that was typed is much shorter. */
    private static final int LONGEST_ANSWER = 64 << 10;

    private static final int MOST_AT_ONCE = 64 << 10;
    private static final Optional<byte[]> GONE = Optional.empty();

    private final Wire wire;
    private final Map<String, String> environment;
    private final BlockingQueue<Optional<byte[]>> flushed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<byte[]>> typed = new LinkedBlockingQueue<>();
    private Runnable stop = () -> {};
    private boolean stopped;

    FarCaller(Wire wire, Map<String, String> environment) {
        this.wire = wire;
        this.environment = environment;
    }

    /** Hears what the client says until it goes, which stops its command. */
    void listen() {
        try {
            while (true) {
                Wire.Message message = wire.read(LONGEST_ANSWER);
                switch (message.kind()) {
                    case Wire.FLUSHED -> flushed.add(Optional.of(message.bytes()));
                    case Wire.TERMINAL, Wire.LINE -> typed.add(Optional.of(message.bytes()));
                    case Wire.STOP -> stop();
                    default -> throw new IOException("'" + message.kind() + "' is not known");
                }
            }
        } catch (IOException gone) {
            flushed.add(GONE);
            typed.add(GONE);
            stop();
        }
    }

    private void stop() {
        Runnable action;
        synchronized (this) {
            if (stopped) return;
            stopped = true;
            action = stop;
        }
        action.run();
    }

    @Override
    public Runnable onStop(Runnable action) {
        boolean late;
        synchronized (this) {
            late = stopped;
            stop = action;
        }
        if (late) new Thread(action, "slipway-stop").start();
        return () -> {
            synchronized (this) {
                stop = () -> {};
            }
        };
    }

    /** Whoever waits for one that has gone waits for ever unless it stays told. */
    private static byte[] next(BlockingQueue<Optional<byte[]>> answers) throws IOException {
        try {
            Optional<byte[]> answer = answers.take();
            if (answer.isPresent()) return answer.get();
            answers.add(GONE);
            throw new EOFException("The client has gone");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("Ended", ended);
        }
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    /** What it could say comes as answers. */
    @Override
    public InputStream in() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream out() {
        return new Stream(Wire.OUT) {
            @Override
            public void flush() throws IOException {
                wire.send(Wire.FLUSH);
                if (next(flushed).length == 0) throw new IOException("The client cannot write it");
            }
        };
    }

    @Override
    public OutputStream err() {
        return new Stream(Wire.ERR);
    }

    @Override
    public Keyboard keyboard() throws IOException {
        wire.send(Wire.OPEN);
        if (next(typed).length == 0) throw new IOException("The client has no terminal");
        return new Keyboard(new Typed(), new Stream(Wire.SCREEN));
    }

    @Override
    public void become(byte[] script) throws IOException {
        wire.send(Wire.SCRIPT, script);
    }

    void end(int status) throws IOException {
        wire.send(Wire.STATUS, (byte) status);
    }

    private class Stream extends OutputStream {
        private final char kind;

        Stream(char kind) {
            this.kind = kind;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += MOST_AT_ONCE)
                wire.send(kind, bytes, offset + done, Math.min(MOST_AT_ONCE, length - done));
        }
    }

    /** Asks for a line whenever one is wanted; an empty one is the end. */
    private final class Typed extends InputStream {
        private byte[] line = {};
        private int at;

        @Override
        public int read() throws IOException {
            return fill() ? line[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) return 0;
            if (!fill()) return -1;
            int taken = Math.min(length, line.length - at);
            System.arraycopy(line, at, into, offset, taken);
            at += taken;
            return taken;
        }

        @Override
        public int available() {
            return line.length - at;
        }

        private boolean fill() throws IOException {
            if (at < line.length) return true;
            wire.send(Wire.READ);
            line = next(typed);
            at = 0;
            return line.length > 0;
        }
    }
}
