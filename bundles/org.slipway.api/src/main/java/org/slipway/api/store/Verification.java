package org.slipway.api.store;

import java.util.List;
import java.util.function.Function;

import org.slipway.model.ManifestDigest;

/** Whether a tree is what its digest says. */
public sealed interface Verification {
    record Intact() implements Verification {}

    /**
     * @param actual of the tree as it is; empty if it has none
     * @param differences a line for each of the first thousand paths that differ from the tree's own {@code .manifest}, where
     *     that is intact
     * @param more how many paths differ beside those
     */
    record Damaged(ManifestDigest expected, String actual, List<String> differences, long more)
            implements Verification {}

    default <R> R fold(Function<Intact, R> intact, Function<Damaged, R> damaged) {
        return this instanceof Intact i ? intact.apply(i) : damaged.apply((Damaged) this);
    }
}
