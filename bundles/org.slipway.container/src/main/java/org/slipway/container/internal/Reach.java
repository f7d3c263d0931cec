package org.slipway.container.internal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Scratch;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Transport;
import org.slipway.async.Switch;

/**
 * Asks servers whether they are there, with the transport that downloads have, but past the downloader: the monitors hear
 * nothing of it, so that what is counted and logged is what somebody wanted.
 */
@Component(service = Reach.class)
public final class Reach {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LITTLE = 64 << 10;

    /** Somebody has answered, if not with what was asked for. */
    private static final Set<Kind> ANSWERS = Set.of(Kind.NOT_FOUND, Kind.TOO_LONG);

    /** What a proxy says that lets nobody through without login. */
    private static final String PROXY_REFUSES = "407";

    /** Null while there is none. */
    @Reference(
            target = "(&(scheme=http)(scheme=https))",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Transport transport;

    private final Ask ask;
    private final Settings settings;
    private final Scratch scratch;

    @Activate
    public Reach(@Reference Ask ask, @Reference Settings settings, @Reference Scratch scratch) {
        this.ask = ask;
        this.settings = settings;
        this.scratch = scratch;
    }

    /** @param state of the server, for the user */
    record Finding(Well well, String state) {}

    enum Well {
        YES,
        NO
    }

    /** @param server absent if nobody is to be asked */
    Finding look(Optional<URI> server) throws Exception {
        if (server.isEmpty()) return new Finding(Well.YES, "None is set");
        if (settings.networkUse() == NetworkUse.OFF_LINE)
            return new Finding(Well.YES, "Not asked: the network is not to be used");
        Transport now = transport;
        if (now == null) return new Finding(Well.NO, "Not asked: no transport for http and https is there");
        try {
            return of(server.get(), ask.answer(PATIENCE, scope -> fetch(now, server.get(), scope)));
        } catch (TimeoutException slow) {
            return new Finding(Well.NO, Shown.uri(server.get()) + ": " + slow.getMessage());
        }
    }

    private Promise<Download> fetch(Transport now, URI server, Switch scope) {
        return scratch.file(scope).flatMap(file -> now.download(request(server, file), scope));
    }

    private static DownloadRequest request(URI server, Path file) {
        return DownloadRequest.to(server, file).limit(LITTLE).build();
    }

    private static Finding of(URI server, Download outcome) {
        return outcome.fold(
                fetched -> there(server),
                unmodified -> there(server),
                failure -> isAnswer(failure.problem())
                        ? there(server)
                        : new Finding(Well.NO, Sentences.of(failure.problem())),
                aborted -> new Finding(Well.NO, Shown.uri(server) + ": stopped"));
    }

    /** What is not found, or not for everybody, is so because a server that works says so. */
    private static boolean isAnswer(NetworkProblem problem) {
        if (ANSWERS.contains(problem.kind())) return true;
        String status = problem.detail();
        return problem.kind() == Kind.STATUS && status.startsWith("4") && !status.startsWith(PROXY_REFUSES);
    }

    private static Finding there(URI server) {
        return new Finding(Well.YES, Shown.uri(server) + " answers");
    }
}
