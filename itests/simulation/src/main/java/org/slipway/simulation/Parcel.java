package org.slipway.simulation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** The simplest archive: a line and the bytes for each file. */
final class Parcel implements ArchiveFormat {

    static final String TYPE = "application/x-parcel";
    private static final String END = "end";

    static byte[] of(Tree tree) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tree.files().forEach((path, leaf) -> {
            String mode = leaf.executable() ? "x" : "f";
            out.writeBytes(line(mode + " " + leaf.mtime() + " " + leaf.content().length + " " + path));
            out.writeBytes(leaf.content());
        });
        out.writeBytes(line(END));
        return out.toByteArray();
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        try (DataInputStream in = new DataInputStream(archive.stream())) {
            for (String line = line(in); !line.equals(END); line = line(in)) {
                String[] fields = line.split(" ", 4);
                TreeBuilder.Mode mode = fields[0].equals("x") ? TreeBuilder.Mode.EXECUTABLE : TreeBuilder.Mode.PLAIN;
                int length = Integer.parseInt(fields[2]);
                if (length > archive.size()) throw new BadArchive("no parcel: " + line);
                byte[] content = new byte[length];
                in.readFully(content);
                tree.file(fields[3], Long.parseLong(fields[1]), mode, new ByteArrayInputStream(content));
            }
        } catch (EOFException | NumberFormatException | NegativeArraySizeException | IndexOutOfBoundsException broken) {
            throw new BadArchive("no parcel: " + broken);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (byte b = in.readByte(); b != '\n'; b = in.readByte()) line.append((char) b);
        return line.toString();
    }
}
