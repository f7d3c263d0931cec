package org.slipway.launcher.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.api.launch.Unlaunchable;
import org.slipway.api.store.Store;
import org.slipway.model.Role;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/**
 * A selection and where its files are.
 *
 * @param directory absent for a native package
 */
record Located(Selection selection, Optional<String> directory) {
    /** In the order of the roles. */
    static Map<Role, Located> all(Selections selections, Store store) throws Unlaunchable, IOException {
        Map<Role, Located> all = new TreeMap<>();
        for (Selection selection : selections.selections())
            all.put(selection.role(), new Located(selection, directory(selection, store)));
        return all;
    }

    private static Optional<String> directory(Selection selection, Store store) throws Unlaunchable {
        if (selection.nativePackage().isPresent()) return Optional.empty();
        if (selection.localPath().isPresent())
            return Optional.of(selection.element().attribute("local-path").orElse(selection.id()));
        return Optional.of(store.find(selection.digests())
                .orElseThrow(() -> new Unlaunchable("Missing implementation for '" + selection.role() + "' "
                        + selection.version() + ": it is not in the cache"))
                .toString());
    }

    /** Whether its files are in a store, whose entries have no business outside themselves. */
    boolean isStored() {
        return directory.isPresent() && selection.localPath().isEmpty();
    }

    /** A path in its directory. */
    String resolve(String directory, String path) throws Unlaunchable {
        if (path.startsWith("/")) throw new Unlaunchable("Absolute path '" + path + "' in " + selection.role());
        if (isStored() && leaves(path))
            throw new Unlaunchable("The path '" + path + "' in " + selection.role() + " leads out of its directory");
        if (path.isEmpty()) return directory;
        return directory.endsWith("/") ? directory + path : directory + "/" + path;
    }

    private static boolean leaves(String path) {
        int depth = 0;
        for (String part : path.split("/")) {
            if (part.equals("..")) depth--;
            else if (!part.isEmpty() && !part.equals(".")) depth++;
            if (depth < 0) return true;
        }
        return false;
    }
}
