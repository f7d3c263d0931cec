package org.slipway.api.driver;

import java.util.List;
import java.util.function.Function;

import org.slipway.api.fetch.Fetching;
import org.slipway.model.selections.Selection;

/** Whether all implementations of some selections are here now. */
public sealed interface Acquisition {
    record Complete() implements Acquisition {}

    /** @param failures all of them, in the order of the selections */
    record Failed(List<Failure> failures) implements Acquisition {}

    record Failure(Selection selection, Cause cause) {}

    sealed interface Cause {
        record NotFetched(Fetching why) implements Cause {}

        /** A native package that has to be installed by the administrator. */
        record NotInstalled(String distribution, String packageName) implements Cause {}

        /** The feed that should have it does not list it (any more), or cannot be read. */
        record NotInFeed(String why) implements Cause {}

        /** A local implementation's directory is gone. */
        record NoDirectory(String path) implements Cause {}

        /** It would have to be downloaded, but the network is not to be used. */
        record Offline() implements Cause {}

        default <R> R fold(
                Function<NotFetched, R> notFetched,
                Function<NotInstalled, R> notInstalled,
                Function<NotInFeed, R> notInFeed,
                Function<NoDirectory, R> noDirectory,
                Function<Offline, R> offline) {
            if (this instanceof NotFetched n) return notFetched.apply(n);
            if (this instanceof NotInstalled n) return notInstalled.apply(n);
            if (this instanceof NotInFeed n) return notInFeed.apply(n);
            if (this instanceof NoDirectory n) return noDirectory.apply(n);
            return offline.apply((Offline) this);
        }
    }

    record Aborted() implements Acquisition {}

    default <R> R fold(Function<Complete, R> complete, Function<Failed, R> failed, Function<Aborted, R> aborted) {
        if (this instanceof Complete c) return complete.apply(c);
        if (this instanceof Failed f) return failed.apply(f);
        return aborted.apply((Aborted) this);
    }
}
