package org.slipway.recipes.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Manifest;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Progress;
import org.slipway.api.store.Store;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;

/** Trees are texts of {@code path=content;...}, and a digest is the hash of that text. */
final class FakeStore implements Store {

    final Path directory;
    final List<FakeDraft> drafts = new ArrayList<>();
    Runnable drafting = () -> {};
    Runnable committing = () -> {};
    boolean full;

    FakeStore(Path directory) {
        this.directory = directory;
    }

    static ManifestDigest digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new ManifestDigest(
                    ManifestDigest.Algorithm.SHA256, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static void file(TreeBuilder tree, String path, String content) throws BadArchive, IOException {
        tree.file(path, 1, TreeBuilder.Mode.PLAIN, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Puts a tree of real files into the store. */
    Path has(String text, Map<String, String> files) throws IOException {
        Path entry = Files.createDirectories(directory.resolve(digest(text).directoryName()));
        Files.writeString(entry.resolve(".manifest"), "");
        for (var file : files.entrySet()) {
            Path path = entry.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return entry;
    }

    @Override
    public List<Path> directories() {
        return List.of(directory);
    }

    @Override
    public Optional<Path> find(List<ManifestDigest> digests) {
        return digests.stream()
                .map(digest -> directory.resolve(digest.directoryName()))
                .filter(Files::exists)
                .findFirst();
    }

    @Override
    public List<Entry> list() {
        return List.of();
    }

    @Override
    public Draft draft(ManifestDigest expected, long limit) throws IOException {
        if (full) throw new IOException("No space left on device");
        drafting.run();
        FakeDraft draft = new FakeDraft(expected, limit);
        drafts.add(draft);
        return draft;
    }

    @Override
    public Draft sketch(ManifestDigest.Algorithm algorithm, long limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void tidy() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Manifest manifest(Path tree, ManifestDigest.Algorithm algorithm) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Verification verify(Path tree, ManifestDigest expected) {
        throw new UnsupportedOperationException();
    }

    /** Keeps what is put into it in a map. */
    final class FakeDraft implements Draft {
        final ManifestDigest expected;
        final long limit;
        final Map<String, String> tree = new TreeMap<>();
        boolean closed;

        FakeDraft(ManifestDigest expected, long limit) {
            this.expected = expected;
            this.limit = limit;
        }

        @Override
        public TreeBuilder tree() {
            return new FakeTree(tree, "");
        }

        @Override
        public Commit commit(Progress progress) throws IOException {
            committing.run();
            progress.more(0);
            String text = RecipeWorld.text(tree);
            if (!digest(text).equals(expected))
                return new Commit.Mismatch(new ManifestText(digest(text).directoryName()), "");
            return new Commit.Stored(has(text, tree));
        }

        @Override
        public ManifestDigest describe(ManifestLines lines) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private record FakeTree(Map<String, String> tree, String prefix) implements TreeBuilder {
        @Override
        public void directory(String path, long mtime) {}

        @Override
        public void file(String path, long mtime, Mode mode, InputStream content) throws BadArchive, IOException {
            if (path.contains("..")) throw new BadArchive("'" + path + "' leads out of the tree");
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            String marks = (mode == Mode.EXECUTABLE ? "!" : "") + (mtime == 0 ? "@0" : "");
            tree.put(prefix + path, text + marks);
        }

        @Override
        public void symlink(String path, String target) {
            tree.put(prefix + path, "->" + target);
        }

        @Override
        public void hardLink(String path, String existing) {
            tree.put(prefix + path, tree.get(prefix + existing));
        }

        @Override
        public void rename(String source, String dest) throws BadArchive {
            if (!tree.containsKey(source)) throw new BadArchive("there is no '" + source + "'");
            tree.put(dest, tree.remove(source));
        }

        @Override
        public void remove(String path) throws BadArchive {
            if (tree.remove(path) == null) throw new BadArchive("there is no '" + path + "'");
        }

        @Override
        public TreeBuilder within(String directory) {
            return new FakeTree(tree, prefix + directory + "/");
        }
    }
}
