package org.slipway.api.transport;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.LongConsumer;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Switch;

/**
 * Keeps what interrupted downloads have brought, for some days, so that a later process can go on with them; and sees to it
 * that of several processes one downloads while the others wait. On the loop.
 */
@ProviderType
public interface Spool {

    /**
     * Opens the folder of files that belong together, such as the archives of one implementation. One scope has it at a time,
     * of all processes of this user; the others queue until it is given back, or until the process that has it is dead.
     *
     * @param name a file's name: letters, digits, {@code = _ -} and {@code .}, such as that of a digest
     * @param waiting is told, on the loop, the process that is waited for, when the wait begins and whenever it is another
     * @param scope turned off: the folder is given back. What it holds stays for later, unless it has been emptied
     * @return fails with an {@link java.io.IOException} if the folder cannot be made
     */
    Promise<Folder> open(String name, LongConsumer waiting, Switch scope);

    /** The files of one name. On the loop, as long as the scope is on. */
    @ProviderType
    interface Folder {

        /** The part of this name, which may be any text, such as a URI; asked for once a scope. */
        Part part(String name);

        /** Forgets everything in it: it has been made use of, or is good for nothing. */
        Promise<Done> empty();
    }

    /** What there is of one file. On the loop, as long as the folder's scope is on. */
    @ProviderType
    interface Part {

        Path file();

        /** How many bytes there are now. */
        Promise<Long> length();

        /** What a transfer from this place may go on from now. */
        Promise<Beginning> beginning(URI from);

        /**
         * To be called when a transfer's listener is told so, so that a later process knows what the bytes belong to.
         *
         * @param from what was asked, before redirects
         */
        void answered(URI from, Validators validators);

        /** Another part of the folder, that begins with what this one has now; what it had is forgotten. */
        Promise<Part> copy(String name);

        /** Forgets all bytes, so that the next transfer begins at the start. */
        Promise<Done> discard();
    }
}
