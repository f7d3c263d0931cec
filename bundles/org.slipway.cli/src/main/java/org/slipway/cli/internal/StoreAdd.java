package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.model.ManifestDigest;

/** {@code store add} a directory or an archive; {@code store add-archive} one archive or several, one over the other. */
final class StoreAdd extends StoreCommand {
    private static final int ONE = 3;

    private final ArchiveTrees archives;
    private final Kind kind;

    private enum Kind {
        ANY,
        ARCHIVES
    }

    private StoreAdd(Services services, Console console, ArchiveTrees archives, String name, String usage, Kind kind) {
        super(services, console, name, usage, Option.JSON);
        this.archives = archives;
        this.kind = kind;
    }

    static StoreAdd any(Services services, Console console, ArchiveTrees archives) {
        return new StoreAdd(
                services, console, archives, "store add", "DIGEST (DIRECTORY | (ARCHIVE [EXTRACT]))", Kind.ANY);
    }

    static StoreAdd archives(Services services, Console console, ArchiveTrees archives) {
        String usage = "DIGEST ARCHIVE [EXTRACT [MIME-TYPE [...]]]";
        return new StoreAdd(services, console, archives, "store add-archive", usage, Kind.ARCHIVES);
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.size() < 2 || kind == Kind.ANY && words.size() > ONE) throw new WrongUsage();
        ManifestDigest digest = Digests.typed(words.get(0));
        Path source = path(words.get(1));
        boolean isTree = kind == Kind.ANY && words.size() == 2 && Files.isDirectory(source);
        tell(
                invocation,
                digest,
                isTree ? added(source, digest, task) : unpacked(words.subList(1, words.size()), digest, task));
        return 0;
    }

    private Path added(Path source, ManifestDigest digest, Task task) throws Exception {
        if (Files.exists(source.resolve(".manifest"), LinkOption.NOFOLLOW_LINKS))
            throw new Complaint(
                    "'" + source + "' has a .manifest already: if it is an implementation, use 'store copy'");
        task.begin("Adding " + digest);
        return StoreSentences.stored(source, digest, services.upkeep.add(source, digest, task));
    }

    private Path unpacked(List<String> words, ManifestDigest digest, Task task) throws Exception {
        List<ArchiveIntake.Part> parts = new ArrayList<>();
        for (int i = 0; i < words.size(); i += ONE)
            parts.add(new ArchiveIntake.Part(path(words.get(i)), word(words, i + 1), word(words, i + 2)));
        return new ArchiveIntake(services.store, archives, services.settings).store(digest, parts, task);
    }

    /** What is not there or empty says nothing. */
    private static Optional<String> word(List<String> words, int index) {
        return index < words.size() ? Optional.of(words.get(index)).filter(text -> !text.isEmpty()) : Optional.empty();
    }
}
