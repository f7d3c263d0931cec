package org.slipway.recipes.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.slipway.model.ManifestDigest;

/** Which implementation waits for which others to be copied from, so that none waits for itself. */
final class Waiting {

    private final Map<ManifestDigest, Set<ManifestDigest>> waitsFor = new HashMap<>();

    /** False if that would be in a circle; then nothing is noted. */
    boolean begin(ManifestDigest waiter, ManifestDigest wanted) {
        if (reaches(wanted, waiter)) return false;
        waitsFor.computeIfAbsent(waiter, x -> new HashSet<>()).add(wanted);
        return true;
    }

    void end(ManifestDigest waiter) {
        waitsFor.remove(waiter);
    }

    private boolean reaches(ManifestDigest from, ManifestDigest to) {
        Set<ManifestDigest> seen = new HashSet<>();
        Deque<ManifestDigest> left = new ArrayDeque<>(Set.of(from));
        while (!left.isEmpty()) {
            ManifestDigest next = left.remove();
            if (next.equals(to)) return true;
            if (seen.add(next)) left.addAll(waitsFor.getOrDefault(next, Set.of()));
        }
        return false;
    }
}
