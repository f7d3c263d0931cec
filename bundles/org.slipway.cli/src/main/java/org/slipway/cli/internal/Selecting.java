package org.slipway.cli.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Explanation;
import org.slipway.api.window.Window;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Command.Invocation;
import org.slipway.cli.internal.Command.WrongUsage;
import org.slipway.model.FeedUri;
import org.slipway.model.selections.Lock;
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
    /** Those of a choice that is not kept as an application's. */
    static final Set<Option> AT_ONCE = EnumSet.copyOf(OPTIONS);

    /** Those of one that is kept. */
    static final Set<Option> KEPT = EnumSet.copyOf(OPTIONS);

    static {
        AT_ONCE.add(Option.LANGUAGE);
        KEPT.add(Option.JSON);
    }

    private final Services services;
    private final Console console;
    private final Background background;

    Selecting(Services services, Console console) {
        this.services = services;
        this.console = console;
        this.background = new Background(services, console);
    }

    /**
     * @param target what was meant
     * @param feeds what the selections were made from, if they were made just now
     * @param before what an application had, where it was asked for
     */
    record Made(
            DriverRequest request,
            Target target,
            Selections selections,
            Set<FeedUri> feeds,
            Optional<Selections> before) {
        Made(DriverRequest request, Target target, Selections selections, Set<FeedUri> feeds) {
            this(request, target, selections, feeds, Optional.empty());
        }

        private Made with(Selections had) {
            return new Made(request, target, selections, feeds, Optional.of(had));
        }
    }

    /** Fails with a {@link Complaint} if there are none, or if they cannot be had though the goal needs them. */
    Promise<Made> make(Invocation invocation, Goal goal, Switch scope) throws Complaint {
        if (invocation.words().isEmpty()) throw new WrongUsage();
        Pinning.check(invocation);
        return target(invocation.words().get(0), invocation).flatMap(target -> {
            if (invocation.has(Option.LOCKED)) demandLock(target, invocation);
            target.app().ifPresent(named -> console.configure(named.wanted().message()));
            return new Pinning(services)
                    .around(
                            target.requirements().interfaceUri(),
                            invocation,
                            () -> make(target, invocation, goal, scope));
        });
    }

    private Promise<Made> make(Target target, Invocation invocation, Goal goal, Switch scope) {
        DriverRequest request = Pinning.asked(request(target, invocation, goal), invocation);
        if (target.app().isEmpty()) return select(target, request, scope);
        boolean asked = goal == Goal.SELECT
                || isAsked(invocation)
                || invocation.has(Option.PIN)
                || console.window().isPresent();
        if (!asked) return current(target, request, scope);
        if (!isForPeople(invocation, goal)) return select(target, request, scope);
        return current(target, request, scope)
                .flatMap(had -> select(target, request, scope).map(made -> made.with(had.selections())));
    }

    private static void demandLock(Target target, Invocation invocation) throws Complaint {
        if (isAsked(invocation))
            throw new Complaint("What a lock says cannot be chosen: leave out --locked, or the other");
        if (target.saved().filter(saved -> Lock.isLock(saved.document())).isEmpty())
            throw new Complaint("'" + invocation.words().get(0) + "' is no lock: make one with 'slipway lock "
                    + invocation.words().get(0) + " FILE'");
    }

    /** What is downloaded, too, for a request that was not typed. */
    Promise<Selections> select(DriverRequest request, Switch scope) {
        return select(new Target(request.requirements(), Optional.empty(), Optional.empty()), request, scope)
                .map(Made::selections);
    }

    /** What a word means, with the options beside it. */
    Promise<Target> target(String typed, Invocation invocation) {
        Names names = services.names();
        return services.loop.offLoop(() -> Target.of(typed, services.apps, names, invocation.typed()));
    }

    /** Whether an option asks for other selections than those that an application has. */
    private static boolean isAsked(Invocation invocation) {
        return invocation.typed().options().stream().anyMatch(given -> Target.CHOOSING.contains(given.option()));
    }

    private static boolean isForPeople(Invocation invocation, Goal goal) {
        boolean document = invocation.has(Option.XML) || invocation.has(Option.JSON);
        return !document && (goal == Goal.SELECT || invocation.has(Option.SHOW));
    }

    /** What an application runs now, after the look that is due. */
    private Promise<Made> current(Target target, DriverRequest request, Switch scope) {
        App app = target.app().orElseThrow().app();
        return services.apps
                .standing(app, scope)
                .flatMap(standing -> standing.fold(
                        current -> services.loop.promises().resolved(made(request, target, current.selections())),
                        due -> services.loop.offLoop(() -> {
                            background.update(app);
                            return made(request, target, due.selections());
                        }),
                        unusable -> update(target, request, scope)));
    }

    private static Made made(DriverRequest request, Target target, Selections selections) {
        return new Made(request, target, selections, Set.of(), Optional.of(selections));
    }

    /** It cannot run as it is: news is looked for now, and saved. */
    private Promise<Made> update(Target target, DriverRequest request, Switch scope) {
        App app = target.app().orElseThrow().app();
        return select(target, news(target, request.networkUse()), scope)
                .flatMap(made -> services.loop.offLoop(() -> {
                    app.save(made.selections());
                    app.checked();
                    return made(request, target, made.selections());
                }));
    }

    static DriverRequest news(Target target, Optional<NetworkUse> networkUse) {
        return new DriverRequest(target.requirements(), Refresh.ALL, networkUse, Goal.DOWNLOAD);
    }

    static DriverRequest request(Target target, Invocation invocation, Goal goal) {
        return new DriverRequest(
                target.requirements(),
                invocation.has(Option.REFRESH) ? Refresh.ALL : Refresh.AS_NEEDED,
                networkUse(invocation),
                goal);
    }

    static Optional<NetworkUse> networkUse(Invocation invocation) {
        return invocation.has(Option.OFFLINE) ? Optional.of(NetworkUse.OFF_LINE) : Optional.empty();
    }

    /** New selections, and what they need if the goal needs it. */
    Promise<Made> select(Target target, DriverRequest request, Switch scope) {
        if (target.saved().isPresent())
            return agreed(target.saved().get(), request, scope)
                    .flatMap(agreed -> download(agreed, request, scope))
                    .map(selections -> new Made(request, target, selections, Set.of()));
        return services.driver
                .select(request, scope)
                .flatMap(result -> result.fold(
                        ready -> {
                            warn(ready.problems());
                            background.refresh(ready, request);
                            return agreed(ready.selections(), request, scope)
                                    .flatMap(agreed -> download(agreed, request, scope))
                                    .map(selections -> new Made(request, target, selections, ready.feeds()));
                        },
                        unsolvable -> services.loop
                                .promises()
                                .failed(new Complaint(sentence(unsolvable, request), status(unsolvable))),
                        aborted -> services.loop.promises().failed(new Complaint("Stopped", Status.STOPPED))));
    }

    /** Whoever looks on has the last word. */
    private Promise<Selections> agreed(Selections selections, DriverRequest request, Switch scope) {
        var promises = services.loop.promises();
        Optional<Window> window = console.window();
        if (window.isEmpty()) return promises.resolved(selections);
        return services.driver
                .choices(selections, request)
                .flatMap(choices ->
                        services.loop.offLoop(() -> new Offering(services).of(selections, choices, request.goal())))
                .flatMap(proposal -> window.get().propose(proposal, scope))
                .flatMap(decision -> decision == Window.Decision.GO_ON
                        ? promises.resolved(selections)
                        : promises.failed(new Complaint("Stopped", Status.STOPPED)));
    }

    Promise<Selections> download(Selections selections, DriverRequest request, Switch scope) {
        if (request.goal() == Goal.SELECT) return services.loop.promises().resolved(selections);
        return services.driver
                .download(selections, request, scope)
                .flatMap(acquisition -> acquisition.fold(
                        complete -> services.loop.promises().resolved(selections),
                        failed -> services.loop
                                .promises()
                                .failed(new Complaint(FetchSentences.of(failed), Status.of(failed))),
                        aborted -> services.loop.promises().failed(new Complaint("Stopped", Status.STOPPED))));
    }

    void warn(List<FeedProblem> problems) {
        FeedSentences.of(problems).forEach(sentence -> console.warn(sentence));
    }

    static Status status(Result.Unsolvable unsolvable) {
        return onlyTheFeedIsMissing(unsolvable)
                ? Status.of(unsolvable.problems().get(0))
                : Status.UNSOLVABLE;
    }

    /** Why there is no solution. */
    String sentence(Result.Unsolvable unsolvable, DriverRequest request) {
        String problems = FeedSentences.of(unsolvable.problems()).stream()
                .map(sentence -> sentence + "\n")
                .collect(Collectors.joining());
        if (onlyTheFeedIsMissing(unsolvable)) return problems.stripTrailing();
        NetworkUse use = request.networkUse().orElseGet(services.settings::networkUse);
        String note = use == NetworkUse.OFF_LINE ? "\nNote: the network is not used. " + NetworkSentences.ON_LINE : "";
        return problems + new ExplanationText(console.isVerbose()).of(unsolvable.explanation()) + note;
    }

    /** Then the problem says it all; a feed that is there and cannot be used has one more. */
    static boolean onlyTheFeedIsMissing(Result.Unsolvable unsolvable) {
        List<Explanation.Component> components = unsolvable.explanation().components();
        return !unsolvable.problems().isEmpty()
                && components.size() == 1
                && components.get(0).candidates() == 0
                && components
                        .get(0)
                        .problems()
                        .equals(List.of(new Explanation.Problem.NoMainFeed(
                                components.get(0).role().interfaceUri())));
    }
}
