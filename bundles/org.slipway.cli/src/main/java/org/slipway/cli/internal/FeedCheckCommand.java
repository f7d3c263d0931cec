package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Finding.Severity;
import org.slipway.model.FeedUri;
import org.slipway.model.xml.MalformedXml;

/** {@code feed check}: tells a publisher what users would stumble over. */
final class FeedCheckCommand extends NamedCommand {
    private static final Pattern LINE = Pattern.compile("(.*) \\(line ([0-9]+), column [0-9]+\\)", Pattern.DOTALL);
    /** A feed of the network stands in no directory. */
    private static final Path NOWHERE = Path.of("/feed.xml");

    private final Services services;
    private final Console console;
    private final ArchiveTrees archives;

    FeedCheckCommand(Services services, Console console, ArchiveTrees archives) {
        super("feed check", "FILE|URI", Option.IMPLEMENTATIONS, Option.JSON, Option.OFFLINE, Option.TRUST);
        this.services = services;
        this.console = console;
        this.archives = archives;
    }

    /**
     * @param file where it is, or where it would be
     * @param bytes absent if it cannot be had, for which there is a finding
     */
    private record Looked(Path file, Optional<byte[]> bytes, List<Finding> findings) {}

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 1) throw new WrongUsage();
        String typed = invocation.words().get(0);
        FeedUri feed = new Names(services.host).feed(typed);
        return obtain(feed, invocation, scope)
                .flatMap(had -> services.loop.offLoop(() -> look(had)))
                .flatMap(looked -> implementations(feed, looked, invocation, scope))
                .map(findings -> report(typed, findings, invocation.has(Option.JSON)));
    }

    private Promise<Looked> obtain(FeedUri feed, Invocation invocation, Switch scope) {
        if (feed instanceof FeedUri.Local local)
            return services.loop.offLoop(
                    () -> new Looked(local.path(), Optional.of(FeedDocument.read(local.path())), List.of()));
        FeedUri.Remote remote = (FeedUri.Remote) feed;
        if (invocation.has(Option.OFFLINE)) return services.loop.offLoop(() -> cached(remote));
        return services.fetcher().fetch(remote, scope).flatMap(update -> arrived(remote, update));
    }

    /** What a mirror or the primary brings later counts where the other had none. */
    private Promise<Looked> arrived(FeedUri.Remote feed, FeedUpdate update) {
        return update.fold(
                updated -> services.loop.offLoop(() -> cached(feed)),
                unchanged -> services.loop.offLoop(() -> cached(feed)),
                problem -> problem.later()
                        .map(later -> later.flatMap(better ->
                                better instanceof FeedUpdate.Updated ? arrived(feed, better) : unreachable(problem)))
                        .orElseGet(() -> unreachable(problem)),
                aborted -> services.loop.promises().failed(new Complaint("Stopped", Status.STOPPED)));
    }

    private Promise<Looked> unreachable(FeedUpdate.Problem problem) {
        return services.loop.promises().resolved(missing(FeedSentences.of(problem.reason())));
    }

    private static Looked missing(String why) {
        return new Looked(NOWHERE, Optional.empty(), List.of(new Finding(Severity.ERROR, 0, why)));
    }

    private Looked cached(FeedUri.Remote feed) throws IOException {
        Optional<byte[]> bytes = services.feeds.bytes(feed);
        if (bytes.isEmpty()) return missing("It is not in the cache, and the network is not to be used");
        return new Looked(NOWHERE, bytes, List.of());
    }

    private Looked look(Looked had) throws IOException {
        if (had.bytes().isEmpty()) return had;
        byte[] bytes = had.bytes().get();
        try {
            FeedDocument document = FeedDocument.of(bytes);
            List<Finding> findings = new ArrayList<>(
                    new FeedCheck(had.file(), document, FeedSignCommand.today(services), archives::reads).findings());
            findings.addAll(
                    new SignatureFindings(services.signers::all, services.trust).of(bytes, FeedCheck.uri(document)));
            return new Looked(had.file(), had.bytes(), findings);
        } catch (MalformedXml malformed) {
            return new Looked(had.file(), Optional.empty(), List.of(malformed(malformed.getMessage())));
        }
    }

    private static Finding malformed(String message) {
        Matcher matcher = LINE.matcher(message);
        return matcher.matches()
                ? new Finding(Severity.ERROR, Integer.parseInt(matcher.group(2)), matcher.group(1))
                : new Finding(Severity.ERROR, 0, message);
    }

    private Promise<List<Finding>> implementations(FeedUri feed, Looked looked, Invocation invocation, Switch scope) {
        if (!invocation.has(Option.IMPLEMENTATIONS) || looked.bytes().isEmpty())
            return services.loop.promises().resolved(looked.findings());
        return new ImplementationsCheck(services)
                .of(feed, looked.bytes().get(), Selecting.networkUse(invocation), scope)
                .map(more -> {
                    List<Finding> all = new ArrayList<>(looked.findings());
                    all.addAll(more);
                    return all;
                });
    }

    private int report(String typed, List<Finding> found, boolean json) {
        List<Finding> findings =
                found.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
        long errors = findings.stream().filter(Finding::isError).count();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("feed", typed);
            object.put("errors", errors);
            object.put("findings", findings.stream().map(Finding::json).toList());
            console.print(JsonText.of(object));
        } else {
            findings.forEach(finding -> console.print(finding.line(typed)));
        }
        return errors == 0 ? 0 : 1;
    }
}
