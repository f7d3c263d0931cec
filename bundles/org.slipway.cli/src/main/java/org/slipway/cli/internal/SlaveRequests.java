package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.Result;
import org.slipway.async.Switch;
import org.slipway.model.Version;
import org.slipway.model.xml.Xml;

/** What a program can ask for in the versions that {@code 0install} has, too. */
final class SlaveRequests implements Peer.Handler {
    private static final Version WITHOUT_INFORMATION = Version.of("2.6");

    private final Services services;
    private final Console console;
    private final Version version;
    private final Selecting selecting;

    SlaveRequests(Services services, Console console, Version version) {
        this.services = services;
        this.console = console;
        this.version = version;
        this.selecting = new Selecting(services, console);
    }

    @Override
    public Promise<Peer.Reply> answer(String operation, List<?> arguments, Switch scope) {
        try {
            if (!operation.equals("select")) throw Asked.wrong(operation, arguments);
            return select(Asked.of(operation, arguments, List.of(), console).request(Goal.SELECT), scope);
        } catch (Complaint bad) {
            return services.loop.promises().failed(bad);
        }
    }

    private Promise<Peer.Reply> select(DriverRequest request, Switch scope) {
        return services.driver
                .select(request, scope)
                .map(result -> result.fold(
                        this::selected,
                        unsolvable -> Peer.Reply.of(List.of("fail", selecting.sentence(unsolvable, request))),
                        aborted -> Peer.Reply.of(List.of("aborted-by-user"))));
    }

    private Peer.Reply selected(Result.Ready ready) {
        selecting.warn(ready.problems());
        List<Object> status = new ArrayList<>(List.of("ok"));
        if (version.compareTo(WITHOUT_INFORMATION) > 0)
            status.add(Map.of("stale", !ready.stale().isEmpty()));
        return new Peer.Reply(status, Optional.of(Xml.write(ready.selections().document())));
    }
}
