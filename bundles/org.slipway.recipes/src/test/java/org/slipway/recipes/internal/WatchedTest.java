package org.slipway.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.testkit.RecordedTree;

class WatchedTest {
    private final List<String> done = new ArrayList<>();
    private final List<Long> signsWhileReading = new ArrayList<>();
    private final Watched watched = new Watched(new Archive(), new Tree());

    private interface Deed {
        void run() throws Exception;
    }

    /** A deed that is a sign of getting on, and that is of no use any more when the archive is another's. */
    private void isWatched(Deed deed, String... what) throws Exception {
        long before = watched.signs();
        done.clear();
        deed.run();
        assertThat(done).containsExactly(what);
        assertThat(watched.signs()).isGreaterThan(before);
    }

    private void isOver(Deed deed) {
        done.clear();
        assertThatThrownBy(deed::run).isInstanceOf(IOException.class).hasMessageContaining("another format");
        assertThat(done).isEmpty();
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes());
    }

    @Test
    void whatever_a_format_does_to_the_tree_is_a_sign_until_it_is_given_up() throws Exception {
        TreeBuilder tree = watched.tree();
        TreeBuilder within = tree.within("in");
        isWatched(() -> tree.directory("d", 1), "directory d");
        isWatched(() -> tree.file("f", 1, TreeBuilder.Mode.PLAIN, text("")), "file f");
        isWatched(() -> tree.symlink("s", "t"), "symlink s t");
        isWatched(() -> tree.hardLink("h", "t"), "hardLink h t");
        isWatched(() -> tree.rename("a", "b"), "rename a b");
        isWatched(() -> tree.remove("r"), "remove r");
        isWatched(() -> tree.within("w"), "within w");
        isWatched(() -> within.remove("x"), "remove x");
        isWatched(watched::sign);
        watched.end();
        isOver(() -> tree.directory("d", 1));
        isOver(() -> tree.file("f", 1, TreeBuilder.Mode.PLAIN, text("")));
        isOver(() -> tree.symlink("s", "t"));
        isOver(() -> tree.hardLink("h", "t"));
        isOver(() -> tree.rename("a", "b"));
        isOver(() -> tree.remove("r"));
        isOver(() -> tree.within("w"));
        isOver(() -> within.remove("x"));
        isOver(watched::sign);
    }

    @Test
    void every_part_of_a_file_is_a_sign_too() throws Exception {
        List<InputStream> given = new ArrayList<>();
        Watched keeping = new Watched(new Archive(), new Tree() {
            @Override
            public void file(String path, long mtime, Mode mode, InputStream content) {
                given.add(content);
            }
        });
        keeping.tree().file("f", 1, TreeBuilder.Mode.PLAIN, text("content"));
        InputStream content = given.get(0);
        long before = keeping.signs();
        assertThat(content.read()).isEqualTo('c');
        assertThat(keeping.signs()).isEqualTo(before + 1);
        assertThat(content.read(new byte[3], 1, 2)).isEqualTo(2);
        assertThat(keeping.signs()).isEqualTo(before + 2);
        keeping.end();
        assertThatThrownBy(content::read).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> content.read(new byte[1], 0, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void to_wait_for_the_archive_is_no_standstill() throws Exception {
        InputStream stream = watched.stream();
        isWatched(() -> assertThat(stream.read()).isEqualTo('0'), "read");
        assertThat(signsWhileReading.get(1)).isGreaterThan(signsWhileReading.get(0));
        isWatched(() -> assertThat(stream.read(new byte[2], 0, 2)).isEqualTo(2), "read");
        assertThat(signsWhileReading.get(3)).isGreaterThan(signsWhileReading.get(2));
        long idle = watched.signs();
        assertThat(watched.signs()).isEqualTo(idle);
        watched.end();
        isOver(stream::read);
        isOver(() -> stream.read(new byte[2], 0, 2));
        isOver(watched::stream);
        isOver(watched::channel);
    }

    @Test
    void so_it_is_at_a_channel_of_what_is_still_coming() throws Exception {
        SeekableByteChannel channel = watched.channel();
        isWatched(() -> assertThat(channel.read(ByteBuffer.allocate(3))).isEqualTo(3), "read");
        assertThat(signsWhileReading.get(1)).isGreaterThan(signsWhileReading.get(0));
        isWatched(() -> assertThat(channel.position(1)).isSameAs(channel));
        assertThat(channel.position()).isEqualTo(1);
        assertThat(channel.size()).isEqualTo(10);
        assertThat(channel.isOpen()).isTrue();
        long idle = watched.signs();
        assertThat(watched.signs()).isEqualTo(idle);
        watched.end();
        isOver(() -> channel.read(ByteBuffer.allocate(3)));
        isOver(() -> channel.position(1));
        channel.close();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_file_that_is_there_may_be_read_in_several_places_at_once(@TempDir Path temp) throws Exception {
        Path file = Files.writeString(temp.resolve("x"), "x");
        try (FileChannel real = FileChannel.open(file, StandardOpenOption.READ)) {
            ArchiveInput whole = new Archive() {
                @Override
                public SeekableByteChannel channel() {
                    return real;
                }
            };
            Watched here = new Watched(whole, new Tree());
            long before = here.signs();
            assertThat(here.channel()).isSameAs(real);
            assertThat(here.signs()).isGreaterThan(before);
        }
    }

    @Test
    void what_is_asked_about_the_archive_is_passed_on() {
        assertThat(watched.size()).isEqualTo(10);
        assertThat(watched.limit()).isEqualTo(99);
        assertThat(watched.extract()).contains("top");
    }

    /** Ten digits, which come while somebody looks whether it gets on. */
    private class Archive implements ArchiveInput {
        private void look() {
            done.add("read");
            signsWhileReading.add(watched.signs());
            signsWhileReading.add(watched.signs());
        }

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream("0123456789".getBytes()) {
                @Override
                public synchronized int read() {
                    look();
                    return super.read();
                }

                @Override
                public synchronized int read(byte[] bytes, int from, int length) {
                    look();
                    return super.read(bytes, from, length);
                }
            };
        }

        @Override
        public SeekableByteChannel channel() {
            return new Digits();
        }

        @Override
        public long size() {
            return 10;
        }

        @Override
        public long limit() {
            return 99;
        }

        @Override
        public Optional<String> extract() {
            return Optional.of("top");
        }

        private final class Digits implements SeekableByteChannel {
            private long at;
            private boolean open = true;

            @Override
            public int read(ByteBuffer into) {
                look();
                into.put(new byte[into.remaining()]);
                return into.position();
            }

            @Override
            public int write(ByteBuffer from) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long position() {
                return at;
            }

            @Override
            public SeekableByteChannel position(long position) {
                at = position;
                return this;
            }

            @Override
            public long size() {
                return Archive.this.size();
            }

            @Override
            public SeekableByteChannel truncate(long size) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public void close() {
                open = false;
            }
        }
    }

    private class Tree extends RecordedTree {
        @Override
        public void directory(String path, long mtime) {
            done.add("directory " + path);
        }

        @Override
        public void file(String path, long mtime, Mode mode, InputStream content) {
            done.add("file " + path);
        }

        @Override
        public void symlink(String path, String target) {
            done.add("symlink " + path + " " + target);
        }

        @Override
        public void hardLink(String path, String existing) {
            done.add("hardLink " + path + " " + existing);
        }

        @Override
        public void rename(String source, String dest) {
            done.add("rename " + source + " " + dest);
        }

        @Override
        public void remove(String path) {
            done.add("remove " + path);
        }

        @Override
        public TreeBuilder within(String directory) {
            done.add("within " + directory);
            return this;
        }
    }
}
