package org.slipway.store.internal;

import java.nio.file.Path;

import org.slipway.api.archive.TreeBuilder;

/** The tree of a draft as it is on a file system that takes names for one that differ by case or normalisation alone. */
public final class TreeWithoutCase {
    private TreeWithoutCase() {}

    public static TreeBuilder in(Path directory) {
        return new DraftTree(directory, new Limits(1 << 20), Spellings.withoutCase());
    }
}
