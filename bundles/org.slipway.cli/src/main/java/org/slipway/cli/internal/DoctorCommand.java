package org.slipway.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.osgi.util.promise.Promise;
import org.slipway.api.settings.NetworkUse;
import org.slipway.async.Switch;
import org.slipway.cli.internal.ServerChecks.Server;
import org.slipway.cli.internal.ServerChecks.Wanted;

/** {@code doctor}: what may be the reason if something does not work, a line a check, with what to do about it. */
final class DoctorCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final Reach reach;
    private final ArchiveTrees archives;

    DoctorCommand(Services services, Console console, Reach reach, ArchiveTrees archives) {
        super("doctor", "[URI]", Option.OFFLINE, Option.JSON);
        this.services = services;
        this.console = console;
        this.reach = reach;
        this.archives = archives;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() > 1) throw new WrongUsage();
        List<Server> servers = servers(invocation.words());
        boolean offline =
                Selecting.networkUse(invocation).orElseGet(services.settings::networkUse) == NetworkUse.OFF_LINE;
        ServerChecks checks = new ServerChecks(services.loop, reach);
        return services.loop.offLoop(this::machine).flatMap(machine -> (offline
                        ? services.loop.promises().resolved(checks.ways(servers))
                        : checks.ask(servers, scope))
                .map(network -> conclude(machine, network, invocation.has(Option.JSON))));
    }

    private List<Server> servers(List<String> words) throws Complaint {
        List<Server> servers = new ArrayList<>();
        services.settings.mirror().ifPresent(uri -> servers.add(new Server("mirror", uri, Wanted.ANY_ANSWER)));
        services.settings
                .keyInfoServer()
                .ifPresent(uri -> servers.add(new Server("key information", uri, Wanted.ANY_ANSWER)));
        if (!words.isEmpty()) servers.add(new Server("URI", uri(words.get(0)), Wanted.THE_RESOURCE));
        return servers;
    }

    private URI uri(String typed) throws Complaint {
        String text = new Names(services.host).interfaceUri(typed).text();
        try {
            URI uri = URI.create(text);
            if (Names.isRemote(text) && uri.getHost() != null) return uri;
        } catch (IllegalArgumentException noUri) {
            // Nor is one without a host.
        }
        throw new Complaint("'" + typed + "' is on no server: write http://HOST/PATH or https://HOST/PATH");
    }

    private List<Diagnosis> machine() {
        List<Diagnosis> findings = new ArrayList<>();
        Map<String, String> environment = services.host.environment();
        add(
                "clock",
                findings,
                () -> List.of(new ClockCheck(services.feeds, services.log)
                        .at(services.loop.clock().instant())));
        add("trust", findings, () -> List.of(TrustCheck.of(services.trust, services.log)));
        add(
                "certificates",
                findings,
                () -> CertificateCheck.of(
                        environment, services.settings.network().certificates()));
        add("directories", findings, new DirectoryChecks(services.places, services.store)::findings);
        add("sandbox", findings, () -> List.of(SandboxCheck.of(Path.of("/"), environment)));
        add("programs", findings, () -> List.of(ProgramCheck.of(archives.programs(), environment)));
        return findings;
    }

    private interface Check {
        List<Diagnosis> findings() throws IOException;
    }

    /** One that cannot be made does not stop the others. */
    private static void add(String name, List<Diagnosis> findings, Check check) {
        try {
            findings.addAll(check.findings());
        } catch (IOException failed) {
            findings.add(Diagnosis.fail(name, FileSentences.of(failed), "Put that right first"));
        } catch (UncheckedIOException failed) {
            findings.add(Diagnosis.fail(name, FileSentences.of(failed.getCause()), "Put that right first"));
        }
    }

    private int conclude(List<Diagnosis> machine, List<Diagnosis> network, boolean json) {
        List<Diagnosis> all = new ArrayList<>(machine);
        all.addAll(network);
        if (json) console.print(JsonText.of(json(all)));
        else all.forEach(finding -> console.print(SafeText.of(finding.text())));
        return all.stream().anyMatch(finding -> finding.level() == Diagnosis.Level.FAIL) ? 1 : 0;
    }

    private static Map<String, Object> json(List<Diagnosis> all) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("checks", all.stream().map(Diagnosis::json).toList());
        return object;
    }
}
