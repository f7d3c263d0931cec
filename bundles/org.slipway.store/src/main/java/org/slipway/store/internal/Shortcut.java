package org.slipway.store.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/**
 * {@code digest DIRECTORY} and {@code store verify DIRECTORY [DIGEST]} where all is as it should be, for a launcher that has
 * not started a framework yet: hashing a tree takes less time than that. Whatever else is typed or found is left to the
 * commands, which see it as if nothing had been done.
 */
public final class Shortcut implements Predicate<String[]> {
    private static final String ALGORITHM = "--algorithm=";
    private static final long STEP = 64L << 20;

    private final boolean watched;

    public Shortcut() {
        watched = System.getenv("SLIPWAY_TTY") != null;
    }

    /** @return whether it is done; if not, it is left to the commands */
    @Override
    public boolean test(String[] typed) {
        List<String> words = List.of(typed);
        try {
            Optional<String> result = Optional.empty();
            if (words.size() == 2 && words.get(0).equals("digest")) result = digest("sha1new", words.get(1));
            if (words.size() == 3
                    && words.get(0).equals("digest")
                    && words.get(1).startsWith(ALGORITHM))
                result = digest(words.get(1).substring(ALGORITHM.length()), words.get(2));
            if (words.size() > 2 && words.subList(0, 2).equals(List.of("store", "verify")))
                result = verify(words.subList(2, words.size()));
            return result.isPresent() && say(result.get());
        } catch (IOException | UnfitTree | RuntimeException explainedThere) {
            return false;
        }
    }

    private Optional<String> digest(String name, String typed) throws UnfitTree, IOException {
        Optional<Algorithm> algorithm = Algorithm.of(name);
        if (algorithm.isEmpty() || typed.startsWith("-") || !isDirectory(typed)) return Optional.empty();
        return Optional.of(scan(Path.of(typed), algorithm.get()).digest() + "\n");
    }

    private Optional<String> verify(List<String> words) throws UnfitTree, IOException {
        String typed = words.get(0);
        Path directory = Path.of(typed);
        if (words.size() > 2 || !isPlain(typed) || !isDirectory(typed)) return Optional.empty();
        String name = directory.toAbsolutePath().normalize().getFileName().toString();
        Optional<ManifestDigest> digest = ManifestDigest.of(words.size() == 2 ? words.get(1) : name);
        if (digest.isEmpty()) return Optional.empty();
        ManifestScan.Scan scan = scan(directory, digest.get().algorithm());
        Optional<ManifestDigest> own =
                Entries.ownDigest(directory, scan.digest().algorithm());
        // What is named by its digest may be an entry of a store, which must be more than this.
        boolean whole =
                own.map(scan.digest()::equals).orElse(!name.equals(digest.get().directoryName()));
        boolean right = whole && scan.digest().equals(digest.get());
        return right && (own.isEmpty() || scan.exposed().isEmpty())
                ? Optional.of("Verifying " + typed + "\nOK\n")
                : Optional.empty();
    }

    private ManifestScan.Scan scan(Path directory, Algorithm algorithm) throws UnfitTree, IOException {
        AtomicLong done = new AtomicLong();
        Progress progress = bytes -> {
            long now = done.addAndGet(bytes);
            if (now / STEP != (now - bytes) / STEP) System.err.print("\r" + (now >> 20) + " MB");
        };
        ManifestScan.Scan scan = ManifestScan.scan(directory, algorithm, watched ? progress : Progress.NONE);
        if (watched && done.get() >= STEP) System.err.print("\r" + " ".repeat(20) + "\r");
        return scan;
    }

    /** Java takes no name for that of the directory it is in. */
    private static boolean isDirectory(String typed) {
        return !typed.isEmpty() && Files.isDirectory(Path.of(typed));
    }

    /** Not an option, and safe for a terminal. */
    private static boolean isPlain(String typed) {
        return !typed.startsWith("-") && typed.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** False if it did not arrive; then nobody has read it. */
    private static boolean say(String text) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        out.print(text);
        return !out.checkError();
    }
}
