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
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Scratch;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.async.Switch;

/** Asks servers whether they are there, on the way that downloads take. */
@Component(service = Reach.class)
public final class Reach {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LITTLE = 64 << 10;

    /** Somebody has answered, if not with what was asked for. */
    private static final Set<Kind> ANSWERS = Set.of(Kind.NOT_FOUND, Kind.TOO_LONG);

    private final Ask ask;
    private final Settings settings;
    private final Scratch scratch;
    private final Downloader downloader;

    @Activate
    public Reach(
            @Reference Ask ask,
            @Reference Settings settings,
            @Reference Scratch scratch,
            @Reference Downloader downloader) {
        this.ask = ask;
        this.settings = settings;
        this.scratch = scratch;
        this.downloader = downloader;
    }

    /** @param state of the server, for the user */
    record Finding(Well well, String state) {}

    enum Well {
        YES,
        NO
    }

    /** @param server absent if nobody is to be asked */
    Finding look(Optional<URI> server, Purpose purpose) throws Exception {
        if (server.isEmpty()) return new Finding(Well.YES, "None is set");
        if (settings.networkUse() == NetworkUse.OFF_LINE)
            return new Finding(Well.YES, "Not asked: the network is not to be used");
        try {
            return of(server.get(), ask.answer(PATIENCE, scope -> fetch(server.get(), purpose, scope)));
        } catch (TimeoutException slow) {
            return new Finding(Well.NO, Shown.uri(server.get()) + ": " + slow.getMessage());
        }
    }

    private Promise<Download> fetch(URI server, Purpose purpose, Switch scope) {
        return scratch.file(scope)
                .flatMap(file -> downloader.download(request(server, file), purpose, Optional.empty(), scope));
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
        return ANSWERS.contains(problem.kind())
                || problem.kind() == Kind.STATUS && problem.detail().startsWith("4");
    }

    private static Finding there(URI server) {
        return new Finding(Well.YES, Shown.uri(server) + " answers");
    }
}
