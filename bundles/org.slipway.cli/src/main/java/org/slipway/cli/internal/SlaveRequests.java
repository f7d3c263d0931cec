package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.async.Switch;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.xml.Xml;

/** What a program can ask for. */
final class SlaveRequests implements Peer.Handler {
    private static final Version WITHOUT_INFORMATION = Version.of("2.6");

    private final Services services;
    private final Console console;
    private final Version version;
    private final Selecting selecting;
    private final Switch scope;

    SlaveRequests(Services services, Console console, Version version, Switch scope) {
        this.services = services;
        this.console = console;
        this.version = version;
        this.selecting = new Selecting(services, console);
        this.scope = scope;
    }

    @Override
    public Promise<Peer.Reply> answer(String operation, List<?> arguments) {
        boolean select = operation.equals("select") && arguments.size() == 2;
        if (select && arguments.get(0) instanceof Map<?, ?> map && arguments.get(1) instanceof Boolean refresh) {
            try {
                return select(requirements(new TreeMap<>(map)), refresh ? Refresh.ALL : Refresh.AS_NEEDED);
            } catch (Complaint bad) {
                return services.loop.promises().failed(bad);
            }
        }
        return services.loop
                .promises()
                .failed(new Complaint("Invalid arguments for '" + operation + "': " + JsonText.dense(arguments)));
    }

    private Promise<Peer.Reply> select(Requirements requirements, Refresh refresh) {
        DriverRequest request = new DriverRequest(requirements, refresh, Optional.empty(), Goal.SELECT);
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

    private Requirements requirements(Map<?, ?> fields) throws Complaint {
        Object uri = fields.remove("interface");
        if (!(uri instanceof String text)) throw new Complaint("'interface' is missing in the requirements");
        Optional<String> command = text(fields, "command");
        Form form = flag(fields, "source") ? Form.SOURCE : Form.BINARY;
        Compilation compilation = flag(fields, "may_compile") ? Compilation.ALLOWED : Compilation.FORBIDDEN;
        Optional<String> os = text(fields, "os");
        Optional<String> cpu = text(fields, "cpu");
        text(fields, "message");
        Map<InterfaceUri, VersionExpression> restrictions = restrictions(fields.remove("extra_restrictions"));
        fields.keySet().forEach(name -> console.say("warning: Unexpected requirements field '" + name + "'!"));
        try {
            return new Requirements(
                    new InterfaceUri(text), command, form, compilation, restrictions, os, cpu, List.of());
        } catch (IllegalArgumentException bad) {
            throw new Complaint(bad.getMessage());
        }
    }

    private static Optional<String> text(Map<?, ?> fields, String name) throws Complaint {
        Object value = fields.remove(name);
        if (value == null) return Optional.empty();
        if (value instanceof String text) return Optional.of(text);
        throw new Complaint("'" + name + "' must be a string in the requirements: " + JsonText.dense(value));
    }

    private static boolean flag(Map<?, ?> fields, String name) throws Complaint {
        Object value = fields.remove(name);
        if (value == null) return false;
        if (value instanceof Boolean flag) return flag;
        throw new Complaint("'" + name + "' must be true or false in the requirements: " + JsonText.dense(value));
    }

    private static Map<InterfaceUri, VersionExpression> restrictions(Object given) throws Complaint {
        Map<InterfaceUri, VersionExpression> restrictions = new HashMap<>();
        if (given == null) return restrictions;
        if (!(given instanceof Map<?, ?> map))
            throw new Complaint("'extra_restrictions' must be a map in the requirements");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getValue() instanceof String range))
                throw new Complaint("A range of versions must be a string: " + JsonText.dense(entry.getValue()));
            try {
                restrictions.put(new InterfaceUri(entry.getKey().toString()), VersionExpression.of(range));
            } catch (IllegalArgumentException bad) {
                throw new Complaint(bad.getMessage());
            }
        }
        return restrictions;
    }
}
