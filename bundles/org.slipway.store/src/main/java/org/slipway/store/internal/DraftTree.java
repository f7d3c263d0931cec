package org.slipway.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest.Algorithm;

/** Builds the tree of a draft. Directories on the way to an entry are looked at without following links, never trusted. */
final class DraftTree implements TreeBuilder {
    private static final int MOST_KNOWN = 10_000;
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** Follows what becomes of the files of a tree. */
    interface Follower {
        Follower NONE = new Follower() {
            @Override
            public void complete(Path file, long bytes) {}

            @Override
            public void moved() {}
        };

        void complete(Path file, long bytes);

        /** Something is elsewhere now, or has lost one of its names. */
        void moved();
    }

    /** Something that is done to the file system. */
    private interface Change {
        void run() throws IOException;
    }

    /** Something that comes into the file system, if nothing has its name there. */
    private interface Making<T> {
        T make() throws IOException;
    }

    /** What all views of one tree share. */
    private static final class State {
        final Path root;
        final Limits limits;
        final Spellings spellings;
        final WrittenHashes hashes;
        final Listings listings;
        final Follower follower;
        /** Some that are known to be real directories; emptied whenever one may have become something else, or of many. */
        final Set<Path> directories = new HashSet<>();
        /** Set at the end, as every entry made inside changes them. */
        final Map<Path, FileTime> times = new TreeMap<>();
        /** As a draft is used by one thread at a time. */
        final byte[] buffer = new byte[64 * 1024];

        State(
                Path root,
                Limits limits,
                Spellings spellings,
                WrittenHashes hashes,
                Listings listings,
                Follower follower) {
            this.root = root;
            this.limits = limits;
            this.spellings = spellings;
            this.hashes = hashes;
            this.listings = listings;
            this.follower = follower;
        }

        void noteReal(Path directory) {
            if (directories.size() == MOST_KNOWN) directories.clear();
            directories.add(directory);
        }
    }

    private final State state;
    private final Path top;
    // Where the last entry was, as the next one mostly is; the same path knows its hash.
    private List<String> lastNames = List.of();
    private Path last;

    DraftTree(Path root, Limits limits) {
        this(root, limits, Spellings.allDifferent());
    }

    DraftTree(Path root, Limits limits, Spellings spellings) {
        this(root, limits, spellings, new WrittenHashes(Algorithm.SHA256), Listings.none(), Follower.NONE);
    }

    /**
     * @param hashes gets what is written
     * @param listings is told where the tree grows
     */
    DraftTree(
            Path root, Limits limits, Spellings spellings, WrittenHashes hashes, Listings listings, Follower follower) {
        this(new State(root, limits, spellings, hashes, listings, follower), root);
    }

    private DraftTree(State state, Path top) {
        this.state = state;
        this.top = top;
        this.last = top;
    }

    @Override
    public TreeBuilder within(String directory) throws BadArchive, IOException {
        Path path = place(directory);
        makeDirectories(path, directory);
        return new DraftTree(state, path);
    }

    @Override
    public void directory(String path, long mtime) throws BadArchive, IOException {
        Path directory = place(path);
        if (!directory.equals(state.root)) {
            makeDirectories(directory.getParent(), path);
            state.spellings.check(directory, path);
            if (kind(directory).filter(BasicFileAttributes::isDirectory).isEmpty()) {
                state.limits.entry(path);
                state.listings.grows(directory.getParent());
                make(path, directory, () -> Files.createDirectory(directory));
            }
            state.noteReal(directory);
        }
        if (!state.times.containsKey(directory)) state.limits.directories(path, state.times.size());
        state.times.put(directory, time(mtime));
    }

    @Override
    public void file(String path, long mtime, Mode mode, InputStream content) throws BadArchive, IOException {
        boolean executable = mode == Mode.EXECUTABLE;
        Path file = newEntry(path);
        long bytes = copy(path, content, file, executable);
        write(file, () -> {
            Map<String, Object> made = Files.readAttributes(file, "unix:ino,mode", LinkOption.NOFOLLOW_LINKS);
            state.hashes.put((Long) made.get("ino"));
            // The caller's umask has a say in what a file is made as, and a time is set by who may read it.
            if (!Trees.isProtected((Integer) made.get("mode"), executable))
                Files.setPosixFilePermissions(file, Trees.protection(executable));
            Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(time(mtime), null, null);
        });
        state.follower.complete(file, bytes);
    }

    private long copy(String path, InputStream content, Path file, boolean executable) throws BadArchive, IOException {
        byte[] buffer = state.buffer;
        long bytes = 0;
        MessageDigest hash = state.hashes.begin();
        try (WritableByteChannel out = create(path, file, executable)) {
            for (int read; (read = content.read(buffer)) >= 0; ) {
                ByteBuffer part = ByteBuffer.wrap(buffer, 0, read);
                state.limits.bytes(path, read);
                write(file, () -> {
                    while (part.hasRemaining()) out.write(part);
                });
                hash.update(buffer, 0, read);
                bytes += read;
            }
        }
        return bytes;
    }

    private WritableByteChannel create(String path, Path file, boolean executable) throws BadArchive, IOException {
        FileAttribute<?> protection = PosixFilePermissions.asFileAttribute(Trees.protection(executable));
        return make(path, file, () -> Files.newByteChannel(file, NEW, protection));
    }

    @Override
    public void symlink(String path, String target) throws BadArchive, IOException {
        state.limits.link(path, target);
        Path spelled = LinkTarget.of(target);
        if (!spelled.toString().equals(target))
            throw new BadArchive("'" + path + "' is refused: it is a link to '" + target
                    + "', and not all of its slashes can be made here");
        Path link = newEntry(path);
        make(path, link, () -> Files.createSymbolicLink(link, spelled));
    }

    @Override
    public void hardLink(String path, String existing) throws BadArchive, IOException {
        Path source = existing(existing, path);
        BasicFileAttributes kind = kind(source).orElseThrow();
        if (kind.isDirectory())
            throw new BadArchive(
                    "'" + path + "' is refused: it is a hard link to '" + existing + "', which is a directory");
        if (place(path).equals(source)) return;
        Path link = newEntry(path);
        // A second name of a link is not the same everywhere: some systems follow it.
        if (kind.isSymbolicLink())
            make(path, link, () -> Files.createSymbolicLink(link, Files.readSymbolicLink(source)));
        else make(path, link, () -> Files.createLink(link, source));
    }

    @Override
    public void rename(String source, String dest) throws BadArchive, IOException {
        Path from = existing(source, source);
        Path to = place(dest);
        if (to.equals(from)) return;
        if (to.startsWith(from)) throw new BadArchive("'" + source + "' cannot be renamed into itself: '" + dest + "'");
        if (!to.equals(state.root)) makeDirectories(to.getParent(), dest);
        if (!makesWay(to, from))
            throw new BadArchive("'" + source + "' cannot be renamed to '" + dest
                    + "', which is there: a file makes way for a file only, and a directory for one if it is empty");
        state.follower.moved();
        Map<Path, FileTime> times = new TreeMap<>();
        state.times.forEach((path, time) -> {
            if (path.startsWith(from)) times.put(to.resolve(from.relativize(path)), time);
        });
        forget(from);
        forget(to);
        state.times.putAll(times);
        state.spellings.check(to, dest);
        write(to, () -> Files.move(from, to, StandardCopyOption.REPLACE_EXISTING));
    }

    private static boolean makesWay(Path there, Path from) throws IOException {
        Optional<BasicFileAttributes> kind = kind(there);
        if (kind.isEmpty()) return true;
        boolean directory = kind.get().isDirectory();
        return directory == kind(from).orElseThrow().isDirectory() && (!directory || isEmpty(there));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    @Override
    public void remove(String path) throws BadArchive, IOException {
        Path entry = existing(path, path);
        if (entry.equals(state.root)) throw new BadArchive("'" + path + "' cannot be removed: it is the whole tree");
        state.follower.moved();
        forget(entry);
        write(entry, () -> OwnedDirectory.delete(entry));
    }

    /** What is known of its directories. */
    Listings listings() {
        return state.listings;
    }

    /** Gives the directories the times that the archive has for them. */
    void finish() throws IOException {
        state.listings.check();
        for (Map.Entry<Path, FileTime> time : state.times.entrySet()) {
            Path directory = time.getKey();
            if (kind(directory).filter(BasicFileAttributes::isDirectory).isPresent())
                write(directory, () -> Files.setLastModifiedTime(directory, time.getValue()));
        }
    }

    private Path place(String path) throws BadArchive {
        return place(PathGate.names(path));
    }

    private Path place(List<String> names) {
        int own = names.size() - 1;
        return own < 0 ? top : directory(names.subList(0, own)).resolve(names.get(own));
    }

    private Path directory(List<String> names) {
        if (names.equals(lastNames)) return last;
        Path directory = top;
        for (String name : names) directory = directory.resolve(name);
        lastNames = List.copyOf(names);
        last = directory;
        return directory;
    }

    /** The place for something new: its parents are there and real. */
    private Path newEntry(String path) throws BadArchive, IOException {
        List<String> names = PathGate.names(path);
        if (names.isEmpty()) throw new BadArchive("'" + path + "' is refused: it is the tree itself");
        if (path.endsWith("/.")) throw new BadArchive("'" + path + "' is refused: only a directory has such a name");
        state.limits.entry(path);
        Path parent = directory(names.subList(0, names.size() - 1));
        Path entry = place(names);
        makeDirectories(parent, path);
        state.spellings.check(entry, path);
        state.listings.grows(parent);
        return entry;
    }

    /** In the place of what may be there already, which hardly ever is. */
    private <T> T make(String path, Path entry, Making<T> making) throws BadArchive, IOException {
        try {
            return making.make();
        } catch (FileAlreadyExistsException there) {
            clear(path, entry);
        } catch (IOException cause) {
            throw Disk.unwritable(entry, cause);
        }
        try {
            return making.make();
        } catch (IOException cause) {
            throw Disk.unwritable(entry, cause);
        }
    }

    private void clear(String path, Path entry) throws BadArchive, IOException {
        state.follower.moved();
        state.directories.remove(entry);
        try {
            Files.deleteIfExists(entry);
        } catch (DirectoryNotEmptyException full) {
            throw new BadArchive("'" + path + "' is refused: a directory with something in it is there already");
        } catch (IOException cause) {
            throw Disk.unwritable(entry, cause);
        }
    }

    private Path existing(String path, String entry) throws BadArchive, IOException {
        Path place = place(path);
        Path parent = place.getParent();
        if (!place.equals(state.root) && !isRealDirectory(parent, entry))
            throw new BadArchive("'" + entry + "' is refused: there is no '" + path + "'");
        Optional<BasicFileAttributes> kind = kind(place);
        if (kind.isEmpty() || path.endsWith("/.") && !kind.get().isDirectory())
            throw new BadArchive("'" + entry + "' is refused: there is no '" + path + "'");
        return place;
    }

    private void makeDirectories(Path directory, String entry) throws BadArchive, IOException {
        if (isRealDirectory(directory, entry)) return;
        makeDirectories(directory.getParent(), entry);
        state.limits.entry(entry);
        state.spellings.check(directory, entry);
        state.listings.grows(directory.getParent());
        write(directory, () -> Files.createDirectory(directory));
        state.noteReal(directory);
    }

    /** False if it is not there. */
    private boolean isRealDirectory(Path directory, String entry) throws BadArchive, IOException {
        if (directory.equals(state.root) || state.directories.contains(directory)) return true;
        if (!isRealDirectory(directory.getParent(), entry)) return false;
        Optional<BasicFileAttributes> kind = kind(directory);
        if (kind.isEmpty()) return false;
        state.spellings.check(directory, entry);
        if (!kind.get().isDirectory())
            throw new BadArchive("'" + entry + "' is refused: '" + state.root.relativize(directory)
                    + (kind.get().isSymbolicLink() ? "' is a link" : "' is no directory"));
        state.noteReal(directory);
        return true;
    }

    private void forget(Path moved) {
        state.listings.forget();
        state.directories.clear();
        state.spellings.forget(moved);
        state.times.keySet().removeIf(directory -> directory.startsWith(moved));
    }

    private static Optional<BasicFileAttributes> kind(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (java.nio.file.NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static FileTime time(long mtime) {
        return FileTime.from(Instant.ofEpochSecond(mtime));
    }

    private static void write(Path path, Change change) throws IOException {
        try {
            change.run();
        } catch (ClosedByInterruptException stopped) {
            throw new InterruptedIOException("stopped");
        } catch (IOException cause) {
            throw Disk.unwritable(path, cause);
        }
    }
}
