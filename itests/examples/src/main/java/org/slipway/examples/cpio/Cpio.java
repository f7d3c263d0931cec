package org.slipway.examples.cpio;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** An archive format: cpio as {@code cpio -H newc} writes it, in which every header is of hexadecimal digits. */
@Component(property = {ArchiveFormat.MIME_TYPE + "=application/x-cpio", ArchiveFormat.EXTENSION + "=.cpio"})
public final class Cpio implements ArchiveFormat {
    private static final int MODE = 1;
    private static final int MTIME = 5;
    private static final int SIZE = 6;
    private static final int NAME_SIZE = 11;

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        String wanted = archive.extract().map(directory -> directory + "/").orElse("");
        boolean found = wanted.isEmpty();
        try (DataInputStream in = new DataInputStream(archive.stream())) {
            while (true) {
                String header = text(in, 110);
                if (!header.startsWith("070701")) throw new BadArchive("no cpio header");
                int size = number(header, SIZE, archive.limit());
                String name = text(in, number(header, NAME_SIZE, 4096)).replaceFirst("\0$", "");
                in.skipNBytes(padding(110 + name.length() + 1));
                if (name.equals("TRAILER!!!")) break;
                byte[] content = in.readNBytes(size);
                if (content.length < size) throw new EOFException();
                in.skipNBytes(padding(size));
                boolean inside = name.startsWith(wanted) && name.length() > wanted.length();
                found |= inside;
                if (inside) add(tree, utf8(name.substring(wanted.length())), header, content);
            }
        } catch (EOFException cutOff) {
            throw new BadArchive("it is cut off");
        }
        if (!found) throw new BadArchive("there is no directory " + wanted);
    }

    private static void add(TreeBuilder tree, String name, String header, byte[] content)
            throws BadArchive, IOException {
        long mtime = number(header, MTIME, Integer.MAX_VALUE);
        int mode = number(header, MODE, Integer.MAX_VALUE);
        switch (mode >> 12) {
            case 4 -> tree.directory(name, mtime);
            case 8 ->
                tree.file(
                        name,
                        mtime,
                        (mode & 0100) != 0 ? TreeBuilder.Mode.EXECUTABLE : TreeBuilder.Mode.PLAIN,
                        new ByteArrayInputStream(content));
            case 10 -> tree.symlink(name, utf8(new String(content, StandardCharsets.ISO_8859_1)));
            default -> throw new BadArchive(name + " is neither a file, a directory nor a link");
        }
    }

    private static String text(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static int number(String header, int field, long most) throws BadArchive {
        String digits = header.substring(6 + 8 * field, 14 + 8 * field);
        if (!digits.matches("[0-9a-fA-F]{8}") || Long.parseLong(digits, 16) > most)
            throw new BadArchive("a broken number");
        return (int) Long.parseLong(digits, 16);
    }

    private static int padding(int length) {
        return -length & 3;
    }
}
