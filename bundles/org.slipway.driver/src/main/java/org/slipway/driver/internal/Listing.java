package org.slipway.driver.internal;

import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names in all stores, listed once: most candidates are in none, which then need not be looked up one by one. */
final class Listing {

    private final Set<String> names = new HashSet<>();
    private boolean complete = true;

    Listing(List<Path> stores) {
        for (Path store : stores) add(store.toFile());
    }

    private void add(File store) {
        String[] all = store.list();
        if (all != null) names.addAll(List.of(all));
        else if (store.exists()) complete = false;
    }

    /** Whether surely none of these is in a store. */
    boolean rulesOut(List<String> wanted) {
        return complete && wanted.stream().noneMatch(names::contains);
    }
}
