package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.store.Store;
import org.slipway.model.ManifestDigest;

/** One request for {@code /DIGEST.EXTENSION}, and its answer. */
final class Visit implements Runnable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LONGEST_HEAD = 8 * 1024;
    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD) /([A-Za-z0-9_=]+)(\\.[a-z0-9.]+) HTTP/1\\.[01]");

    private final Socket visitor;
    private final Store store;
    private final ArchiveWriters writers;
    private final Task task;

    Visit(Socket visitor, Store store, ArchiveWriters writers, Task task) {
        this.visitor = visitor;
        this.store = store;
        this.writers = writers;
        this.task = task;
    }

    @Override
    public void run() {
        try (visitor) {
            visitor.setSoTimeout(PATIENCE_MILLIS);
            answer(requestLine(visitor.getInputStream()));
        } catch (IOException gone) {
            // Whoever asked sees that the answer is not whole.
        }
    }

    /** The first line of a head that is read to its end. */
    private static String requestLine(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) break;
            head.append((char) next);
        }
        int end = head.indexOf("\r\n");
        return end < 0 ? "" : head.substring(0, end);
    }

    private void answer(String line) throws IOException {
        Matcher request = REQUEST.matcher(line);
        if (!request.matches()) {
            refuse("400 Bad Request");
            return;
        }
        Optional<Path> entry = ManifestDigest.of(request.group(2)).flatMap(digest -> store.find(List.of(digest)));
        Optional<ArchiveWriters.Kind> kind = writers.ofName(request.group(3));
        if (entry.isEmpty() || kind.isEmpty()) refuse("404 Not Found");
        else give(entry.get(), kind.get(), request.group(1).equals("GET"));
    }

    private void refuse(String status) throws IOException {
        say("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    private void give(Path entry, ArchiveWriters.Kind kind, boolean whole) throws IOException {
        say("HTTP/1.1 200 OK\r\nContent-Type: " + kind.type()
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        if (!whole) return;
        OutputStream chunks = new StoreExport.Counted(new Chunks(visitor.getOutputStream()), task);
        kind.writer().write(entry, chunks);
        chunks.flush();
        // Only behind all of it, so that nobody takes a part for the whole.
        say("0\r\n\r\n");
    }

    private void say(String text) throws IOException {
        visitor.getOutputStream().write(text.getBytes(ISO_8859_1));
        visitor.getOutputStream().flush();
    }

    /** Each write is a chunk. */
    private static final class Chunks extends OutputStream {
        private final OutputStream out;

        Chunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) return;
            out.write((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            out.write(bytes, offset, length);
            out.write("\r\n".getBytes(ISO_8859_1));
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
