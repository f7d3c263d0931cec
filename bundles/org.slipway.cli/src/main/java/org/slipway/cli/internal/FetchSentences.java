package org.slipway.cli.internal;

import java.util.stream.Collectors;

import org.slipway.api.driver.Acquisition;
import org.slipway.api.fetch.Fetching;
import org.slipway.model.selections.Selection;

/** Why an implementation could not be had. */
final class FetchSentences {
    private FetchSentences() {}

    static String of(Acquisition.Failed failed) {
        return failed.failures().stream().map(FetchSentences::of).collect(Collectors.joining("\n"));
    }

    private static String of(Acquisition.Failure failure) {
        Selection selection = failure.selection();
        String what = selection.role() + " " + selection.version() + " (" + selection.id() + ")";
        return failure.cause()
                .fold(
                        fetching -> "Cannot get " + what + ":\n  " + of(fetching.why()),
                        packaged -> "Cannot get " + what + ": the " + packaged.distribution() + " package '"
                                + packaged.packageName() + "' is not installed. Install it with your package manager",
                        notInFeed -> "Cannot get " + what + ": " + notInFeed.why(),
                        gone -> "Cannot use " + what + ": the directory " + gone.path() + " does not exist",
                        offline -> "Cannot get " + what + ": it is not cached, and the network is not to be used."
                                + " Leave out --offline, or use 'slipway config network_use full'");
    }

    private static String of(Fetching fetching) {
        return fetching.fold(
                stored -> "it is in the store: " + stored.path(),
                network -> network.problems().stream().map(NetworkSentences::of).collect(Collectors.joining("\n  ")),
                mismatch -> "the digest of its files is wrong; they were thrown away\n  expected: "
                        + mismatch.expected()
                        + "\n  actual:   " + mismatch.actual()
                        + (mismatch.difference().isEmpty() ? "" : "\n  first difference: " + mismatch.difference()),
                recipe -> recipe.step() + ": " + recipe.why(),
                none -> "the feed does not say how to get it in a way that is understood here",
                store -> "it cannot be stored: " + store.why(),
                aborted -> "stopped");
    }
}
