package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.Result;
import org.slipway.api.launch.Execution;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.solver.Choice;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.Version;
import org.slipway.model.xml.Xml;

/** What a program can ask for from version 3 on, beside what it can ask {@code 0install} for. */
final class FurtherRequests implements Peer.Handler {
    static final Version SINCE = Version.of("3");
    static final String CANCEL = "cancel";

    private final Services services;
    private final Console console;
    private final Selecting selecting;
    private final Peer peer;
    private final PeerProgress progress;
    private final Peer.Handler others;

    /** @param others answer everything else */
    FurtherRequests(Services services, Console console, Peer peer, PeerProgress progress, Peer.Handler others) {
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
        this.peer = peer;
        this.progress = progress;
        this.others = others;
    }

    @Override
    public Promise<Peer.Reply> answer(String operation, List<?> arguments, Switch scope) {
        return services.loop
                .promises()
                .resolved(Done.DONE)
                .flatMap(x -> begin(operation, arguments, scope))
                .recoverWith(failed -> services.loop.promises().failed(Complaint.of(failed.getFailure())))
                .onResolve(progress::tellNow);
    }

    private Promise<Peer.Reply> begin(String operation, List<?> arguments, Switch scope) throws Complaint {
        return switch (operation) {
            case "download" -> told(download(Asked.of(operation, arguments, List.of(), console), scope));
            case "run-plan" ->
                told(runPlan(Asked.of(operation, arguments, List.of("main", "wrapper", "arguments"), console), scope));
            case "explain" ->
                told(explain(Asked.of(operation, arguments, List.of("component", "version"), console), scope));
            case CANCEL -> services.loop.promises().resolved(Peer.Reply.of(peer.cancel(ticket(arguments))));
            default -> others.answer(operation, arguments, scope);
        };
    }

    private static String ticket(List<?> arguments) throws Complaint {
        if (arguments.size() == 1 && arguments.get(0) instanceof String ticket) return ticket;
        throw Asked.wrong(CANCEL, arguments);
    }

    private Promise<Peer.Reply> download(Asked asked, Switch scope) {
        return ready(asked.request(Goal.DOWNLOAD), scope)
                .flatMap(ready -> services.loop.offLoop(() -> {
                    Map<String, Object> information = information(ready);
                    information.put(
                            "implementations", new SelectionsJson(services).implementations(ready.selections()));
                    return reply(information, ready);
                }));
    }

    private Promise<Peer.Reply> runPlan(Asked asked, Switch scope) throws Complaint {
        LaunchOptions options = new LaunchOptions(asked.text("main"), asked.text("wrapper"));
        List<String> arguments = asked.texts("arguments");
        return ready(asked.request(Goal.RUN), scope)
                .flatMap(ready -> services.loop.offLoop(() -> {
                    Execution execution = services.launchers.execution(ready.selections(), options, arguments);
                    Map<String, Object> information = information(ready);
                    information.put("arguments", execution.arguments());
                    information.put("environment", execution.environment());
                    information.put(
                            "directory", services.host.workingDirectory().toString());
                    return reply(information, ready);
                }));
    }

    private Promise<Peer.Reply> explain(Asked asked, Switch scope) throws Complaint {
        Optional<String> component = asked.text("component");
        Optional<Version> version = asked.version("version");
        DriverRequest request = asked.request(Goal.SELECT);
        return ready(request, scope)
                .flatMap(ready -> services.driver.choices(ready.selections(), request))
                .map(choices -> Peer.Reply.of(List.of("ok", explanation(new Chosen(choices), component, version))));
    }

    private static Map<String, Object> explanation(Chosen chosen, Optional<String> component, Optional<Version> version)
            throws Complaint {
        if (component.isEmpty() && version.isEmpty()) return WhyCommand.json(chosen.all());
        Choice choice = component.isEmpty() ? chosen.root() : chosen.named(component.get());
        return version.isEmpty() ? WhyCommand.json(List.of(choice)) : WhyNotCommand.json(choice, version.get());
    }

    /** Selections, and all that the goal needs of them; fails with a {@link Complaint}. */
    private Promise<Result.Ready> ready(DriverRequest request, Switch scope) {
        return services.driver
                .select(request, scope)
                .flatMap(result -> result.fold(
                        ready -> {
                            selecting.warn(ready.problems());
                            return selecting
                                    .download(ready.selections(), request, scope)
                                    .map(here -> ready);
                        },
                        unsolvable -> services.loop
                                .promises()
                                .failed(new Complaint(
                                        selecting.sentence(unsolvable, request), Selecting.status(unsolvable))),
                        aborted -> services.loop.promises().failed(new Complaint("Stopped", Status.STOPPED))));
    }

    private static Map<String, Object> information(Result.Ready ready) {
        Map<String, Object> information = new LinkedHashMap<>();
        information.put("stale", !ready.stale().isEmpty());
        return information;
    }

    private static Peer.Reply reply(Map<String, Object> information, Result.Ready ready) {
        return new Peer.Reply(
                List.of("ok", information),
                Optional.of(Xml.write(ready.selections().document())));
    }

    /** That something cannot be had is an answer, too; only what was asked wrongly is a failure. */
    private Promise<Peer.Reply> told(Promise<Peer.Reply> answer) {
        return answer.recover(failed -> {
            Complaint why = Complaint.of(failed.getFailure());
            return why.status() == Status.STOPPED
                    ? Peer.Reply.of(List.of("aborted-by-user"))
                    : Peer.Reply.of(List.of(
                            "fail",
                            why.getMessage(),
                            Map.of("status", why.status().number())));
        });
    }
}
