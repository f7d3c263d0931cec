package org.slipway.api.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.catalog.Catalog;

/** The catalogs of this machine. What gives a promise is called on the loop; the rest blocks on files: off the loop. */
@ProviderType
public interface Catalogs {

    /** Where there is a catalog while the user has said nothing else. */
    FeedUri DEFAULT = new FeedUri.Remote("https://apps.0install.net/catalog.xml");

    /**
     * The registered sources, remote or local, in the order in which they count.
     *
     * @throws IOException if the file cannot be understood; the message says which and where
     */
    List<FeedUri> sources() throws IOException;

    /**
     * What the sources held when they were last asked, together; absent if that is nothing, and one of them never gave
     * a catalog.
     *
     * @throws IOException if it is there but cannot be read
     */
    Optional<Catalog> cached() throws IOException;

    /**
     * Asks all sources side by side. Of one that fails, what it held before stands. If one never gave a catalog, nothing
     * is taken out of what is cached.
     *
     * @param scope turned off: everything stops, and the outcome is {@code Aborted}
     */
    Promise<CatalogUpdate> refresh(Switch scope);

    /**
     * Registers a source behind the others. With {@code FIRST} it has to give a catalog; nothing is written if it does not.
     * What it has is among the rest after the next {@link #refresh}.
     */
    Promise<Registration> add(FeedUri source, Look look, Switch scope);

    enum Look {
        FIRST,
        LATER
    }

    /** Takes a source and what it held away. */
    Removal remove(FeedUri source) throws IOException;

    enum Removal {
        REMOVED,
        /** It is not registered. */
        UNKNOWN
    }

    /** Leaves {@link #DEFAULT} as the only source, with what it is known to have. */
    void reset() throws IOException;
}
