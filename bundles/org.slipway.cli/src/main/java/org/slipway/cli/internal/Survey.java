package org.slipway.cli.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.slipway.cli.internal.Stock.Item;

/**
 * What of one store is needed, and what is not.
 *
 * @param problems why some could not be looked at, which are kept; a sentence each
 */
record Survey(List<Kept> kept, List<Unneeded> unneeded, List<String> problems) {

    /** @param needs all reasons; there is at least one */
    record Kept(Item item, Set<Need> needs) {
        /** The strongest. */
        Need need() {
            return needs.stream().min(Enum::compareTo).orElseThrow();
        }
    }

    record Unneeded(Item item, Instant lastUse) {}

    /** @param since what was used later is needed */
    static Survey of(Path store, List<Item> items, Roots roots, Instant since, Task task)
            throws InterruptedIOException {
        Survey survey = new Survey(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Item item : items) {
            if (!item.path().getParent().equals(store)) continue;
            task.begin("Looking at " + item.path());
            survey.add(item, roots, since);
        }
        return survey;
    }

    private void add(Item item, Roots roots, Instant since) {
        Set<Need> needs = EnumSet.noneOf(Need.class);
        needs.addAll(roots.of(item.digest()));
        if (needs.isEmpty()) addUnlessRecent(item, since);
        else kept.add(new Kept(item, needs));
    }

    private void addUnlessRecent(Item item, Instant since) {
        try {
            Instant last = LastUse.of(item.path());
            if (last.isBefore(since)) unneeded.add(new Unneeded(item, last));
            else kept.add(new Kept(item, EnumSet.of(Need.RECENT)));
        } catch (IOException unknown) {
            problems.add("'" + item.path() + "' is left alone: " + FileSentences.of(unknown));
        }
    }

    /** In bytes. */
    static long size(List<Unneeded> unneeded) {
        return unneeded.stream().mapToLong(one -> one.item().size()).sum();
    }
}
