package org.slipway.store.internal;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiFunction;

import org.slipway.api.store.ManifestLines;
import org.slipway.model.ManifestDigest.Algorithm;

/**
 * What differs between the manifest that a tree should have and that which it has, path by path. Both are in the same order,
 * so that neither has to be in the memory.
 */
final class Differences implements ManifestLines {
    private final LineReader wanted;
    private final BiFunction<ManifestLine, String, ManifestLine> following;
    private final Comparator<ManifestLine> order;
    private final Shortlist found = new Shortlist();
    private Optional<ManifestLine> next;
    private ManifestLine lastWanted = ManifestLine.ROOT;
    private ManifestLine lastActual = ManifestLine.ROOT;

    Differences(LineReader wanted, Algorithm algorithm) throws IOException {
        this.wanted = wanted;
        this.following = algorithm == Algorithm.SHA1 ? ManifestLine::followingInOldFormat : ManifestLine::following;
        this.order = ManifestLine.order(algorithm);
        advance();
    }

    /** That of the path that comes first. */
    static Optional<String> first(LineReader wanted, LineReader actual, Algorithm algorithm) throws IOException {
        Differences differences = new Differences(wanted, algorithm);
        for (Optional<String> line; differences.found.isEmpty() && (line = actual.next()).isPresent(); )
            differences.compare(line.get());
        if (differences.found.isEmpty()) differences.end();
        return differences.found.first().stream().findFirst();
    }

    @Override
    public void add(String line) throws IOException {
        compare(line.substring(0, line.length() - 1));
    }

    private void compare(String text) throws IOException {
        ManifestLine actual = following.apply(lastActual, text);
        lastActual = actual;
        while (next.isPresent() && order.compare(next.get(), actual) < 0) miss();
        if (next.isEmpty() || order.compare(next.get(), actual) != 0) {
            found.add("added: " + actual);
            return;
        }
        if (!next.get().text().equals(text)) found.add("changed: " + actual);
        advance();
    }

    /** There is nothing more. */
    Shortlist end() throws IOException {
        while (next.isPresent()) miss();
        return found;
    }

    private void miss() throws IOException {
        found.add("missing: " + next.get());
        advance();
    }

    private void advance() throws IOException {
        next = wanted.next().map(text -> following.apply(lastWanted, text));
        next.ifPresent(line -> lastWanted = line);
    }
}
