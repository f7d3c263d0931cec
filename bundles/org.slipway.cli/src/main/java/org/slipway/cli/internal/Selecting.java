package org.slipway.cli.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Explanation;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Command.Invocation;
import org.slipway.cli.internal.Command.WrongUsage;
import org.slipway.model.selections.Selections;

/** What {@code select}, {@code download} and {@code run} have in common: from words to selections. */
final class Selecting {
    static final Set<Option> OPTIONS = EnumSet.of(
            Option.OFFLINE,
            Option.BEFORE,
            Option.COMMAND,
            Option.CPU,
            Option.MESSAGE,
            Option.NOT_BEFORE,
            Option.OS,
            Option.REFRESH,
            Option.SOURCE,
            Option.TRUST,
            Option.VERSION,
            Option.VERSION_FOR);

    private final Services services;
    private final Console console;

    Selecting(Services services, Console console) {
        this.services = services;
        this.console = console;
    }

    /** @param selections that were made for the request */
    record Made(DriverRequest request, Selections selections) {}

    /** Fails with a {@link Complaint} if there are none, or if they cannot be had though the goal needs them. */
    Promise<Selections> select(Invocation invocation, Goal goal, Switch scope) throws WrongUsage {
        return make(invocation, goal, scope).map(Made::selections);
    }

    /** The same, with what was asked of the driver. */
    Promise<Made> make(Invocation invocation, Goal goal, Switch scope) throws WrongUsage {
        if (invocation.words().isEmpty()) throw new WrongUsage();
        String typed = invocation.words().get(0);
        Names names = new Names(services.host.workingDirectory());
        return services.loop
                .offLoop(() -> Target.of(typed, names, invocation.typed()))
                .flatMap(target -> {
                    DriverRequest request = request(target, invocation, goal);
                    return select(target, request, scope).map(selections -> new Made(request, selections));
                });
    }

    /** What is downloaded, too, for a request that was not typed. */
    Promise<Selections> select(DriverRequest request, Switch scope) {
        return select(new Target(request.requirements(), Optional.empty()), request, scope);
    }

    private static DriverRequest request(Target target, Invocation invocation, Goal goal) {
        return new DriverRequest(
                target.requirements(),
                invocation.has(Option.REFRESH) ? Refresh.ALL : Refresh.AS_NEEDED,
                networkUse(invocation),
                goal);
    }

    static Optional<NetworkUse> networkUse(Invocation invocation) {
        return invocation.has(Option.OFFLINE) ? Optional.of(NetworkUse.OFF_LINE) : Optional.empty();
    }

    private Promise<Selections> select(Target target, DriverRequest request, Switch scope) {
        if (target.saved().isPresent()) return download(target.saved().get(), request, scope);
        return services.driver
                .select(request, scope)
                .flatMap(result -> result.fold(
                        ready -> {
                            warn(ready.problems());
                            return download(ready.selections(), request, scope);
                        },
                        unsolvable -> services.loop.promises().failed(new Complaint(sentence(unsolvable, request))),
                        aborted -> services.loop.promises().failed(new Complaint("Stopped"))));
    }

    private Promise<Selections> download(Selections selections, DriverRequest request, Switch scope) {
        if (request.goal() == Goal.SELECT) return services.loop.promises().resolved(selections);
        return services.driver
                .download(selections, request, scope)
                .flatMap(acquisition -> acquisition.fold(
                        complete -> services.loop.promises().resolved(selections),
                        failed -> services.loop.promises().failed(new Complaint(FetchSentences.of(failed))),
                        aborted -> services.loop.promises().failed(new Complaint("Stopped"))));
    }

    private void warn(List<FeedProblem> problems) {
        FeedSentences.of(problems).forEach(sentence -> console.say("warning: " + sentence));
    }

    private String sentence(Result.Unsolvable unsolvable, DriverRequest request) {
        String problems = FeedSentences.of(unsolvable.problems()).stream()
                .map(sentence -> sentence + "\n")
                .collect(Collectors.joining());
        if (onlyTheFeedIsMissing(unsolvable)) return problems.stripTrailing();
        NetworkUse use = request.networkUse().orElseGet(services.settings::networkUse);
        String note = use == NetworkUse.OFF_LINE ? "\nNote: the network is not used. " + NetworkSentences.ON_LINE : "";
        return problems + new ExplanationText(console.isVerbose()).of(unsolvable.explanation()) + note;
    }

    /** Then the problem says it all; a feed that is there and cannot be used has one more. */
    private static boolean onlyTheFeedIsMissing(Result.Unsolvable unsolvable) {
        List<Explanation.Component> components = unsolvable.explanation().components();
        return !unsolvable.problems().isEmpty()
                && components.size() == 1
                && components.get(0).candidates() == 0
                && components.get(0).problems().size() == 1;
    }
}
