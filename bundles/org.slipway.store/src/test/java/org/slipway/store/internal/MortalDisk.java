package org.slipway.store.internal;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The real file system, until its end: after so many operations that change anything, every further one ends in a
 * {@link PowerCut}, or fails. What has been written and not been forced to the disk can be taken away, as a disk may do when
 * the power is cut.
 */
final class MortalDisk extends FileSystemProvider {
    private final FileSystemProvider provider = FileSystems.getDefault().provider();
    private final List<FileChannel> open = new ArrayList<>();
    private final Set<Object> unforced = new HashSet<>();
    private long forced;
    private final End end;
    private long left;
    private boolean dead;
    private long operations;
    private final Map<Path, IOException> unreadable = new HashMap<>();
    private final Map<Path, Integer> readings = new HashMap<>();

    /** How it ends. */
    enum End {
        POWER_CUT,
        /** What makes nothing larger can still be done. */
        FULL,
        /** As when the kernel has seen an error. */
        READ_ONLY
    }

    private enum Kind {
        LARGER,
        NOT_LARGER
    }

    /** @param lives how many operations are done */
    MortalDisk(long lives) {
        this(lives, End.POWER_CUT);
    }

    MortalDisk(long lives, End end) {
        this.left = lives;
        this.end = end;
    }

    Path path(Path real) {
        return new MortalPath(this, real);
    }

    static Path real(Path path) {
        return path instanceof MortalPath mortal ? mortal.real() : path;
    }

    /** From now on this cannot be opened to read it. */
    void spoil(Path real, IOException failure) {
        spoilAfter(0, real, failure);
    }

    /** @param times it can be opened so often */
    synchronized void spoilAfter(int times, Path real, IOException failure) {
        unreadable.put(real, failure);
        readings.put(real, times);
    }

    private synchronized void read(Path real) throws IOException {
        look();
        if (unreadable.containsKey(real) && readings.merge(real, -1, Integer::sum) < 0) throw unreadable.get(real);
    }

    synchronized long operations() {
        return operations;
    }

    /** How often something was forced. */
    synchronized long forced() {
        return forced;
    }

    synchronized void look() {
        if (dead) throw new PowerCut();
    }

    void operation() throws IOException {
        operation(Kind.LARGER);
    }

    private synchronized void operation(Kind kind) throws IOException {
        look();
        if (left > 0) {
            left--;
            operations++;
            return;
        }
        switch (end) {
            case POWER_CUT -> {
                die();
                throw new PowerCut();
            }
            case FULL -> {
                if (kind == Kind.LARGER) throw new FileSystemException("somewhere", null, "No space left on device");
            }
            case READ_ONLY -> throw new FileSystemException("somewhere", null, "Read-only file system");
        }
    }

    /** The kernel closes what the process had open, and with it its locks. */
    private void die() {
        dead = true;
        for (FileChannel channel : open) {
            try {
                channel.close();
            } catch (IOException gone) {
                throw new AssertionError(gone);
            }
        }
    }

    synchronized void wrote(Object file) {
        unforced.add(file);
    }

    synchronized void forced(Object file) {
        unforced.remove(file);
        forced++;
    }

    /** A name has come or gone. */
    private void renamed(Path real) throws IOException {
        wrote(provider.readAttributes(real.getParent(), BasicFileAttributes.class)
                .fileKey());
    }

    /** The directories from this one down of which it was never forced what is where in them. */
    synchronized List<Path> unforcedDirectories(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList())
                if (unforced.contains(
                        Files.readAttributes(path, BasicFileAttributes.class).fileKey())) found.add(path);
        }
        return found;
    }

    /** Empties every file below a directory whose content was never forced, though its name may have survived. */
    synchronized void losePower(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.toList()) {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile() && unforced.contains(attributes.fileKey()))
                    FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
            }
        }
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE);
        if (writes) operation();
        else read(real(path));
        FileChannel channel = provider.newFileChannel(real(path), options, attributes);
        Object key =
                provider.readAttributes(real(path), BasicFileAttributes.class).fileKey();
        if (writes) wrote(key);
        if (options.contains(StandardOpenOption.CREATE_NEW)) renamed(real(path));
        FileChannel mortal = new MortalChannel(this, channel, key);
        synchronized (this) {
            open.add(mortal);
        }
        return mortal;
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        look();
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = provider.newDirectoryStream(real(directory), entry -> true)) {
            for (Path entry : stream) if (filter.accept(path(entry))) entries.add(path(entry));
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        operation();
        provider.createDirectory(real(directory), attributes);
        renamed(real(directory));
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        operation();
        provider.createSymbolicLink(real(link), real(target), attributes);
        renamed(real(link));
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        operation();
        provider.createLink(real(link), real(existing));
        renamed(real(link));
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        look();
        return provider.readSymbolicLink(real(link));
    }

    @Override
    public void delete(Path path) throws IOException {
        operation(Kind.NOT_LARGER);
        provider.delete(real(path));
        renamed(real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("A copy is more than one operation");
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        operation(Kind.NOT_LARGER);
        provider.move(real(source), real(target), options);
        renamed(real(source));
        renamed(real(target));
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        look();
        return provider.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return provider.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return provider.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        look();
        provider.checkAccess(real(path), modes);
    }

    /** All methods of a view that change anything begin alike. */
    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        V view = provider.getFileAttributeView(real(path), type, options);
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().startsWith("set")) operation(Kind.NOT_LARGER);
            else look();
            try {
                return method.invoke(view, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        look();
        return provider.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        look();
        return provider.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        operation(Kind.NOT_LARGER);
        provider.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public String getScheme() {
        return "mortal";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem();
    }

    @Override
    public Path getPath(URI uri) {
        return path(provider.getPath(uri));
    }

    FileSystem fileSystem() {
        return new Mortal();
    }

    private final class Mortal extends FileSystem {
        private final FileSystem system = FileSystems.getDefault();

        @Override
        public FileSystemProvider provider() {
            return MortalDisk.this;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return system.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return List.of();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return system.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return system.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(system.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            PathMatcher matcher = system.getPathMatcher(pattern);
            return path -> matcher.matches(real(path));
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return system.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }
}
