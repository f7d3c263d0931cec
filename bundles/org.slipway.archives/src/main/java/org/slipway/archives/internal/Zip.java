package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;

/** Zip files, by their central directory, which every entry's own header has to agree with. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/zip",
            ArchiveFormat.MIME_TYPE + "=application/x-zip",
            ArchiveFormat.MIME_TYPE + "=application/x-zip-compressed",
            ArchiveFormat.MIME_TYPE + "=application/java-archive",
            ArchiveFormat.MIME_TYPE + "=application/x-java-archive",
            ArchiveFormat.MIME_TYPE + "=application/x-wheel+zip",
            ArchiveFormat.EXTENSION + "=.zip",
            ArchiveFormat.EXTENSION + "=.jar",
            ArchiveFormat.EXTENSION + "=.whl"
        })
public final class Zip implements ArchiveFormat {
    private static final int EXECUTE = 0111;
    private static final int LINK_LENGTH = 4096;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    /** In bytes, of what is decompressed and waits for its turn: without room for it, the other cores would wait. */
    private static final long MEMORY = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);
    /** So many entries may be under way behind the one whose turn it is. */
    private static final int WAITING = (int) Math.max(1, Math.min(2 * CORES, MEMORY / Ahead.LEAST_ROOM));

    @Activate
    public Zip() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        ExecutorService all = Executors.newFixedThreadPool(CORES, Ahead::thread);
        ExecutorService one = Executors.newFixedThreadPool(1, Ahead::thread);
        try (Seekable bytes = new Seekable(archive.channel())) {
            new Unpacking(bytes, new Extract(archive), tree, all, one).run();
        } finally {
            all.shutdownNow();
            one.shutdownNow();
        }
    }

    /** An entry whose turn comes soon, with its content under way. */
    private record Coming(ZipEntry entry, String name, ZipHeader header, InputStream content) {}

    private static final class Unpacking {
        private final Seekable bytes;
        private final Extract extract;
        private final TreeBuilder tree;
        private final Executor all;
        private final Executor one;
        private final Ahead.Room room = Ahead.Room.of(MEMORY / (WAITING + 1));
        private final Queue<Inflated> inflaters = new ConcurrentLinkedQueue<>();
        private final Deque<Coming> coming = new ArrayDeque<>();
        private String at = "at its end";

        Unpacking(Seekable bytes, Extract extract, TreeBuilder tree, Executor all, Executor one) {
            this.all = all;
            this.one = one;
            this.bytes = bytes;
            this.extract = extract;
            this.tree = tree;
        }

        /** All headers are looked at before the first entry is made. */
        void run() throws BadArchive, IOException {
            try {
                ZipDirectory directory = ZipDirectory.find(bytes);
                ZipPlan plan = new ZipPlan(directory.start());
                directory.visit(entry -> plan.add(entry, ZipHeader.read(bytes, entry)));
                plan.check();
                directory.visit(this::begin);
                while (!coming.isEmpty()) entry(coming.remove());
                extract.finish();
            } catch (IOException | RuntimeException cause) {
                throw bytes.blame(cause, at);
            } finally {
                for (Coming left : coming) left.content.close();
            }
        }

        /** Some entries are decompressed side by side, and made one after the other. */
        private void begin(ZipEntry entry) throws BadArchive, IOException {
            if (entry.isLabel()) return;
            Optional<String> name = extract.name(entry.name(), entry.isDirectory());
            if (name.isEmpty()) return;
            ZipHeader header = ZipHeader.read(bytes, entry);
            coming.add(new Coming(entry, name.get(), header, content(entry, header)));
            if (coming.size() > WAITING) entry(coming.remove());
        }

        /** On all cores, but one after the other what needs much memory. */
        private InputStream content(ZipEntry entry, ZipHeader header) {
            if (entry.isDirectory()) return InputStream.nullInputStream();
            boolean light = entry.method() == STORED || entry.method() == DEFLATED;
            return Ahead.of(
                    light ? all : one, () -> ZipContent.open(bytes, entry, header, inflaters), entry.size(), room);
        }

        private void entry(Coming next) throws BadArchive, IOException {
            ZipEntry entry = next.entry;
            at = "at '" + entry.readable() + "'";
            int mode = entry.mode();
            int type = mode & ZipEntry.TYPE;
            try (InputStream content = next.content) {
                if (entry.isDirectory()) directory(entry, next.name, next.header);
                else if (entry.isLink()) tree.symlink(next.name, target(entry, content));
                else if (type == 0 || type == ZipEntry.FILE || type == ZipEntry.DIRECTORY || type == ZipEntry.LINK)
                    tree.file(
                            next.name,
                            next.header.mtime(),
                            (mode & EXECUTE) != 0 ? Mode.EXECUTABLE : Mode.PLAIN,
                            content);
                else throw new BadArchive("'" + entry.readable() + "' is not a file, directory or link");
            }
        }

        private void directory(ZipEntry entry, String name, ZipHeader header) throws BadArchive, IOException {
            if (entry.size() != 0)
                throw new BadArchive("'" + entry.readable() + "' is refused: it is a directory with content");
            tree.directory(name, header.mtime());
        }

        private static String target(ZipEntry entry, InputStream content) throws BadArchive, IOException {
            byte[] target = content.readNBytes(LINK_LENGTH + 1);
            if (target.length > LINK_LENGTH)
                throw new BadArchive("'" + entry.readable() + "' is a link that is too long");
            return Names.target(entry.readable(), target);
        }
    }
}
