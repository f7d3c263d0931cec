package org.slipway.driver.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names in all stores, listed once: most candidates are in none, which then need not be looked up one by one. */
final class Listing {

    private final Set<String> names = new HashSet<>();
    private boolean complete = true;

    Listing(List<Path> stores) {
        for (Path store : stores) add(store);
    }

    private void add(Path store) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(store)) {
            for (Path entry : entries) names.add(entry.getFileName().toString());
        } catch (NoSuchFileException none) {
            // A store that is not there has nothing in it.
        } catch (IOException | DirectoryIteratorException unreadable) {
            complete = false;
        }
    }

    /** Whether surely none of these is in a store. */
    boolean rulesOut(List<String> wanted) {
        return complete && wanted.stream().noneMatch(names::contains);
    }
}
