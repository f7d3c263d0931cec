package org.slipway.trust.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.keyinfo.KeyInfoProvider;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.settings.Scratch;
import org.slipway.api.settings.Settings;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Once;
import org.slipway.async.Switch;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** Asks the key information server. Its answers are remembered as long as the process lives, its failures are not. */
@Component
public final class KeyServer implements KeyInfoProvider {
    private static final long LIMIT = 64 << 10;
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private final Loop loop;
    private final Settings settings;
    private final Downloader downloader;
    private final Scratch scratch;
    private final Once<Fingerprint, List<Vote>> asking;
    private final Map<Fingerprint, Known> known = new HashMap<>();

    /** Good for what one command does; a process that stays has to hear of a key that was stolen meanwhile. */
    private record Known(List<Vote> votes, Optional<URI> server, Instant until) {}

    @Activate
    public KeyServer(
            @Reference Loop loop,
            @Reference Settings settings,
            @Reference Downloader downloader,
            @Reference Scratch scratch) {
        this.loop = loop;
        this.settings = settings;
        this.downloader = downloader;
        this.scratch = scratch;
        this.asking =
                new Once<>(loop.promises(), List.of(), votes -> loop.promises().resolved(Done.DONE));
    }

    @Override
    public Promise<List<Vote>> votes(Fingerprint key, Switch scope) {
        Known answer = known.get(key);
        if (answer != null && isCurrent(answer)) return loop.promises().resolved(answer.votes());
        return asking.get(key, work -> ask(key, work), scope);
    }

    private boolean isCurrent(Known answer) {
        return answer.server().equals(settings.keyInfoServer())
                && loop.clock().instant().isBefore(answer.until());
    }

    private Promise<List<Vote>> ask(Fingerprint key, Switch scope) {
        Optional<URI> server = settings.keyInfoServer();
        if (server.isEmpty()) return loop.promises().resolved(List.of());
        URI uri = URI.create(server.get() + "/key/" + key);
        return scratch.file(scope).flatMap(file -> downloader
                .download(
                        DownloadRequest.to(uri, file).limit(LIMIT).build(),
                        Purpose.KEY_INFORMATION,
                        Optional.empty(),
                        scope)
                .flatMap(download -> download.fold(
                        fetched -> loop.offLoop(() -> parse(file)).map(votes -> {
                            known.put(
                                    key,
                                    new Known(
                                            votes,
                                            server,
                                            loop.clock().instant().plus(GOOD_FOR)));
                            return votes;
                        }),
                        unmodified -> loop.promises().resolved(List.of()),
                        failure -> loop.promises().resolved(List.of(unreachable(failure.problem()))),
                        aborted -> loop.promises().resolved(List.of()))));
    }

    private static Vote unreachable(NetworkProblem problem) {
        return new Vote(
                Vote.Kind.BAD,
                "The key information server cannot be asked: " + problem.kind() + " " + problem.uri() + " "
                        + problem.detail());
    }

    static List<Vote> parse(Path file) throws IOException {
        try {
            Element root = Xml.read(Files.readAllBytes(file));
            if (!root.name().getLocalPart().equals("key-lookup")) throw new MalformedXml("it is no <key-lookup>");
            return root.children().stream()
                    .filter(item -> item.name().getLocalPart().equals("item"))
                    .map(item -> new Vote(
                            item.attribute("vote").orElse("").equals("good") ? Vote.Kind.GOOD : Vote.Kind.BAD,
                            item.text().strip()))
                    .toList();
        } catch (MalformedXml broken) {
            return List.of(new Vote(
                    Vote.Kind.BAD, "The answer of the key information server makes no sense: " + broken.getMessage()));
        }
    }
}
