package org.slipway.simulation;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import org.apache.lucene.tests.mockfile.FilterFileChannel;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;

/**
 * A file system in memory, as a system call is the most expensive thing that a simulated process does. To what Jimfs has it
 * adds what Linux has too: locks that exclude one another, as those of two channels of one Java process do; files that
 * may not be executed; the kind of a file in its {@code unix:mode}; and that a directory can be flushed.
 */
final class MemoryFiles extends FilterFileSystemProvider {

    private static final Configuration UNIX = Configuration.unix().toBuilder()
            .setAttributeViews("basic", "owner", "posix", "unix")
            .setWorkingDirectory("/")
            .setMaxSize(64 << 20)
            .setMaxCacheSize(0)
            .build();
    private static final int LINK = 0120000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;

    private final Map<Object, Channel> locked = new HashMap<>();
    /** Opened in place of a directory. */
    private final Path flushed;

    private MemoryFiles(FileSystem files) throws IOException {
        super("memory://", files);
        this.flushed = Files.createFile(fileSystem.getPath("/flushed"));
    }

    static FileSystem make() throws IOException {
        return new MemoryFiles(Jimfs.newFileSystem(UNIX)).fileSystem;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (options.equals(Set.of(READ)) && Files.isDirectory(path)) return super.newFileChannel(flushed, options);
        FileChannel channel = super.newFileChannel(path, options, attributes);
        return new Channel(
                channel, readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        Map<String, Object> attributes = super.readAttributes(path, names, options);
        if (!names.startsWith("unix:")) return attributes;
        Map<String, Object> unix = new HashMap<>(attributes);
        BasicFileAttributes basic = readAttributes(path, BasicFileAttributes.class, options);
        int kind = basic.isSymbolicLink() ? LINK : basic.isDirectory() ? DIRECTORY : FILE;
        unix.computeIfPresent("mode", (name, mode) -> kind | (Integer) mode);
        unix.computeIfPresent("ino", (name, inode) -> ((Number) inode).longValue());
        return unix;
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        super.checkAccess(path, modes);
        if (List.of(modes).contains(AccessMode.EXECUTE)
                && !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE))
            throw new AccessDeniedException(path.toString());
    }

    private final class Channel extends FilterFileChannel {
        private final Object file;

        Channel(FileChannel channel, Object file) {
            super(channel);
            this.file = file;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            if (locked.putIfAbsent(file, this) != null) throw new OverlappingFileLockException();
            return new Lock(this, position, size, shared);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            return tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            unlock();
            super.implCloseChannel();
        }

        private boolean isLocked() {
            return locked.get(file) == this;
        }

        private void unlock() {
            locked.remove(file, this);
        }
    }

    private static final class Lock extends FileLock {
        private final Channel channel;

        Lock(Channel channel, long position, long size, boolean shared) {
            super(channel, position, size, shared);
            this.channel = channel;
        }

        @Override
        public boolean isValid() {
            return channel.isLocked();
        }

        @Override
        public void release() {
            channel.unlock();
        }
    }
}
