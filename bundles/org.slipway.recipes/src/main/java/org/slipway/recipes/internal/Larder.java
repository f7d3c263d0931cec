package org.slipway.recipes.internal;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Spool;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.recipes.internal.Resources.Resource;
import org.slipway.recipes.internal.Resources.Wanted;

/**
 * What there is of one implementation's files, from now and from before. What was put together from several transfers may
 * not fit together, which only the digest can tell: then all of it is fetched afresh, and each file from one source.
 */
final class Larder {
    private final Spool.Folder folder;
    private final Map<String, Resource> brought = new HashMap<>();
    private boolean pieced;
    private boolean torn;
    private boolean afresh;

    Larder(Spool.Folder folder) {
        this.folder = folder;
    }

    Spool.Part part(String name) {
        return folder.part(name);
    }

    /** What a transfer from this place goes on from. */
    Promise<Beginning> beginning(Spool.Part part, URI from) {
        return part.beginning(from)
                .map(known -> afresh && known.validators().equals(Validators.NONE) ? Beginning.NONE : known);
    }

    /** A file is not all from one transfer. */
    void notePieced() {
        pieced = true;
    }

    /** Bytes have been made use of that came once more later, perhaps others. */
    void noteTorn() {
        torn = true;
    }

    /** Whether that has happened since it was last asked: then it is not known that what has come is wrong. */
    boolean wasTorn() {
        boolean was = torn;
        torn = false;
        return was;
    }

    /** A file has come whole. */
    void noteBrought(Wanted wanted, Resource resource) {
        brought.put(wanted.part(), resource);
    }

    Optional<Resource> brought(Wanted wanted) {
        return Optional.ofNullable(brought.get(wanted.part()))
                .filter(resource -> wanted.size().orElse(resource.size()) == resource.size());
    }

    /** Whether other bytes may come when everything is fetched once more. */
    boolean mayDoBetter() {
        return pieced && !afresh;
    }

    /** Forgets everything, so that it is fetched from the start. */
    Promise<Done> startAfresh() {
        afresh = true;
        torn = false;
        brought.clear();
        return folder.empty();
    }

    /** What is left is of no use any more. If it cannot be deleted now, it will be when it is old. */
    Promise<Done> clear() {
        return folder.empty().recover(failed -> Done.DONE);
    }
}
