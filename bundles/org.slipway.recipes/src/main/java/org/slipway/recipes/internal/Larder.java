package org.slipway.recipes.internal;

import java.net.URI;

import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Spool;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;

/**
 * What there is of one implementation's files, from now and from before. What was put together from several transfers may
 * not fit together, which only the digest can tell: then all of it is fetched afresh, and each file from one source.
 */
final class Larder {
    private final Spool.Folder folder;
    private boolean pieced;
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

    /** Whether other bytes may come when everything is fetched once more. */
    boolean mayDoBetter() {
        return pieced && !afresh;
    }

    /** Forgets everything, so that it is fetched from the start. */
    Promise<Done> startAfresh() {
        afresh = true;
        return folder.empty();
    }

    /** What is left is of no use any more. If it cannot be deleted now, it will be when it is old. */
    Promise<Done> clear() {
        return folder.empty().recover(failed -> Done.DONE);
    }
}
