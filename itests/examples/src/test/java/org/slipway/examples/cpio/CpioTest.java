package org.slipway.examples.cpio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.slipway.api.archive.ArchiveFormat;
import org.slipway.testkit.ArchiveFormatContract;

class CpioTest extends ArchiveFormatContract {

    @Override
    protected ArchiveFormat format() {
        return new Cpio();
    }

    @Override
    protected Set<Kind> kinds() {
        return Set.of(Kind.FILE, Kind.EXECUTABLE, Kind.DIRECTORY, Kind.SYMLINK);
    }

    @Override
    protected byte[] archive(List<Entry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) add(out, entry.name(), mode(entry.kind()), entry.text());
        add(out, "TRAILER!!!", 0, "");
        return out.toByteArray();
    }

    private static int mode(Kind kind) {
        return switch (kind) {
            case DIRECTORY -> 0040755;
            case SYMLINK -> 0120777;
            case EXECUTABLE -> 0100755;
            default -> 0100644;
        };
    }

    private static void add(ByteArrayOutputStream out, String name, int mode, String text) throws IOException {
        byte[] path = (name + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        String header = "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X"
                .formatted(1, mode, 0, 0, 1, MTIME, content.length, 0, 0, 0, 0, path.length, 0);
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        padded(out, path, header.length());
        padded(out, content, 0);
    }

    private static void padded(ByteArrayOutputStream out, byte[] bytes, int before) throws IOException {
        out.write(bytes);
        out.write(new byte[-(before + bytes.length) & 3]);
    }
}
