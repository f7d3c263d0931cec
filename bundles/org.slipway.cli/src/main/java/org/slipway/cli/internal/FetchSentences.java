package org.slipway.cli.internal;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slipway.api.driver.Acquisition;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.model.selections.Selection;

/** Why an implementation could not be had, and what to do about it. */
final class FetchSentences {
    private static final String OTHER_VERSION =
            "Tell the publisher of the feed, or choose another version with --before or --version";

    private FetchSentences() {}

    static String of(Acquisition.Failed failed) {
        Stream<String> failures = failed.failures().stream().map(FetchSentences::of);
        Stream<String> advice = failed.failures().stream()
                .map(failure -> advice(failure.cause()))
                .distinct();
        return Stream.concat(failures, advice).collect(Collectors.joining("\n"));
    }

    /** Without advice. */
    static String of(Acquisition.Failure failure) {
        Selection selection = failure.selection();
        String what = selection.role() + " " + selection.version() + " (" + selection.id() + ")";
        return failure.cause()
                .fold(
                        fetching -> "Cannot get " + what + ":\n  " + of(fetching.why()),
                        packaged -> "Cannot get " + what + ": the " + packaged.distribution() + " package '"
                                + packaged.packageName() + "' is not installed",
                        notInFeed -> "Cannot get " + what + ": " + notInFeed.why(),
                        gone -> "Cannot use " + what + ": the directory " + gone.path() + " does not exist",
                        offline -> "Cannot get " + what + ": it is not cached, and the network is not to be used");
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

    private static String advice(Acquisition.Cause cause) {
        return cause.fold(
                fetching -> advice(fetching.why()),
                packaged -> "Install it with your package manager",
                notInFeed -> "Look for a newer feed with --refresh",
                gone -> "Put it back, or select again",
                offline -> NetworkSentences.ON_LINE);
    }

    private static String advice(Fetching fetching) {
        return fetching.fold(
                stored -> "Try again",
                network -> network.problems().stream().allMatch(problem -> problem.kind() == Kind.NOT_FOUND)
                        ? OTHER_VERSION
                        : NetworkSentences.advice(network.problems().get(0)),
                mismatch -> "Somebody has changed the archive, or the feed is wrong. " + OTHER_VERSION,
                recipe -> OTHER_VERSION,
                none -> OTHER_VERSION,
                store -> "Make room there, or get the right to write there",
                aborted -> "Try again");
    }
}
