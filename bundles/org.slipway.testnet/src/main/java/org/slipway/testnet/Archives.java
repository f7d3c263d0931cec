package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs trees, without any help from the libraries that unpack them. */
public final class Archives {
    private static final int BLOCK = 512;

    private Archives() {}

    /** @param top a directory to put everything into, or the empty string */
    public static byte[] tarGz(Tree tree, String top) {
        return bytes(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(tar(tree, top));
            }
        });
    }

    /** As {@link #tarGz}, not compressed. */
    public static byte[] tar(Tree tree, String top) {
        return bytes(out -> {
            for (Map.Entry<String, Tree.Entry> entry : tree.entries().entrySet())
                entry(out, under(top, entry.getKey()), entry.getValue());
            out.write(new byte[2 * BLOCK]);
        });
    }

    /** @throws IllegalArgumentException for executables and symlinks, which this writer cannot tell */
    public static byte[] zip(Tree tree, String top) {
        LocalDateTime time = LocalDateTime.ofInstant(Tree.MTIME, ZoneOffset.UTC);
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, Tree.Entry> file : tree.entries().entrySet()) {
                    if (file.getValue().kind() != Tree.Kind.PLAIN)
                        throw new IllegalArgumentException("Only plain files: " + file.getKey());
                    ZipEntry entry = new ZipEntry(under(top, file.getKey()));
                    entry.setTimeLocal(time);
                    zip.putNextEntry(entry);
                    zip.write(file.getValue().content());
                }
            }
        });
    }

    private static String under(String top, String path) {
        return top.isEmpty() ? path : top + "/" + path;
    }

    /** One member of a tar, its header as {@code ustar} has it. The path is not looked at: it may be hostile. */
    private static void entry(OutputStream out, String path, Tree.Entry entry) throws IOException {
        boolean link = entry.kind() == Tree.Kind.SYMLINK;
        byte[] content = link ? new byte[0] : entry.content();
        byte[] header = new byte[BLOCK];
        put(header, 0, path);
        put(header, 100, entry.kind() == Tree.Kind.PLAIN ? "0000644" : "0000755");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
        put(header, 136, String.format(Locale.ROOT, "%011o", Tree.MTIME.getEpochSecond()));
        put(header, 148, "        ");
        put(header, 156, link ? "2" : "0");
        if (link) System.arraycopy(entry.content(), 0, header, 157, entry.content().length);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) sum += b & 0xff;
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        out.write(header);
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
