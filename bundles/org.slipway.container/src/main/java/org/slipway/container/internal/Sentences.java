package org.slipway.container.internal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Other;
import org.slipway.api.solver.Choice.Verdict;
import org.slipway.api.solver.Explanation;
import org.slipway.api.transport.NetworkProblem;

/** Why something is as it is, or did not succeed. All lines are harmless on a terminal. */
final class Sentences {
    private Sentences() {}

    static String of(NetworkProblem problem) {
        String detail = problem.detail().isEmpty() ? "" : " (" + problem.detail() + ")";
        return Shown.uri(problem.uri()) + ": " + words(problem.kind()) + detail;
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String of(FeedProblem problem) {
        return "Feed " + problem.feed() + ": "
                + problem.fold(
                        unreachable -> "cannot download " + of(unreachable.problem()),
                        notSigned -> "it is not signed: " + notSigned.why(),
                        noneValid -> "none of its signatures is valid",
                        notTrusted -> notTrusted(notTrusted),
                        notImported -> notImported(notImported.why()),
                        cacheFailure -> "the cache cannot be used: " + cacheFailure.why());
    }

    private static String notTrusted(FeedProblem.NotTrusted problem) {
        String domain = problem.verdict().domain().text();
        List<String> objections = problem.verdict().objections();
        if (!objections.isEmpty()) return "its keys are not trusted: " + String.join("; ", objections);
        return "its keys are not trusted for " + domain + ". If you know them:"
                + problem.keys().stream()
                        .map(key -> "\n  slipway:trust " + key + " " + domain)
                        .collect(Collectors.joining());
    }

    private static String notImported(Import why) {
        return why.fold(
                imported -> "it is imported",
                same -> "it is what was cached",
                replay -> "what came is of " + replay.offered() + ", older than what is cached, of " + replay.cached()
                        + ": somebody may want to keep you from news",
                malformed -> "it cannot be understood: " + malformed.why(),
                wrong -> "it says that it is " + wrong.found(),
                rejected -> of(rejected.why()),
                aborted -> "stopped");
    }

    private static String notFetched(Fetching why) {
        return why.fold(
                stored -> "it is in the store",
                network -> "cannot download "
                        + network.problems().stream().map(Sentences::of).collect(Collectors.joining("; ")),
                mismatch -> "what came is not what " + mismatch.expected() + " says " + mismatch.difference(),
                recipe -> recipe.step() + ": " + recipe.why(),
                none -> "the feed does not say how to get it",
                store -> "the store cannot be written: " + store.why(),
                aborted -> "stopped");
    }

    static String of(Result.Unsolvable unsolvable) {
        return lines(Stream.concat(
                unsolvable.problems().stream().map(Sentences::of),
                unsolvable.explanation().components().stream()
                        .filter(component -> component.selected().isEmpty())
                        .flatMap(Sentences::of)));
    }

    private static Stream<String> of(Explanation.Component component) {
        Stream<String> head = Stream.of(
                component.role() + ": " + (component.candidates() == 0 ? "nothing is known" : "nothing will do"));
        Stream<String> rest = Stream.concat(
                component.notes().stream(), component.problems().stream().map(Explanation.Problem::text));
        Stream<String> rejected = component.rejected().stream().map(one -> of(one.candidate()) + ": " + one.why());
        return Stream.of(head, rest.map(line -> "  " + line), rejected.map(line -> "  " + line))
                .flatMap(lines -> lines);
    }

    private static String of(Explanation.Candidate candidate) {
        return "v" + candidate.version() + " (" + candidate.id() + ")";
    }

    static String of(Acquisition.Failed failed) {
        return lines(failed.failures().stream()
                .map(failure ->
                        failure.selection().role() + " " + failure.selection().version() + ": "
                                + failure.cause()
                                        .fold(
                                                notFetched -> notFetched(notFetched.why()),
                                                notInstalled -> "the package " + notInstalled.packageName() + " of "
                                                        + notInstalled.distribution() + " has to be installed",
                                                notInFeed -> notInFeed.why(),
                                                noDirectory -> "there is no directory " + noDirectory.path(),
                                                offline -> "the network is not to be used")));
    }

    /** What brought it, what it was preferred to, and what cannot be had. */
    static String of(Choice choice) {
        return lines(Stream.of(
                        Stream.of(choice.role() + " -> " + of(choice.selected())),
                        choice.demands().stream()
                                .map(demand -> "  " + words(demand.importance()) + " for " + demand.user() + " "
                                        + demand.version() + " " + String.join(", ", demand.limits())),
                        choice.others().stream()
                                .filter(other -> other.verdict() instanceof Verdict.Worse)
                                .limit(1)
                                .map(other -> "  before " + of(other)),
                        choice.others().stream()
                                .filter(other -> !(other.verdict() instanceof Verdict.Worse))
                                .map(other -> "  not " + of(other)))
                .flatMap(part -> part));
    }

    private static String of(Other other) {
        return of(other.candidate()) + ": "
                + other.verdict()
                        .fold(
                                unusable -> unusable.why(),
                                worse -> words(worse.criterion()) + " " + worse.its() + ", not " + worse.selected(),
                                excluded -> excluded.why(),
                                costly -> "then " + costly.role() + " would have to be "
                                        + costly.instead().map(Sentences::of).orElse("left out"));
    }

    private static String lines(Stream<String> lines) {
        return lines.flatMap(String::lines)
                .map(Shown::text)
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }
}
