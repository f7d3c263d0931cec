package org.slipway.recipes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Scratch;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Gets the files that archives and single files come in: from the network, or from beside a local feed. */
@Component(service = Resources.class)
public final class Resources {

    private static final Pattern ABSOLUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*", Pattern.DOTALL);

    private final Loop loop;
    private final Downloader downloader;
    private final Mirrors mirrors;
    private final Scratch scratch;
    private final Announcer announcer;

    @Activate
    public Resources(
            @Reference Loop loop,
            @Reference Downloader downloader,
            @Reference Mirrors mirrors,
            @Reference Scratch scratch,
            @Reference Announcer announcer) {
        this.loop = loop;
        this.downloader = downloader;
        this.mirrors = mirrors;
        this.scratch = scratch;
        this.announcer = announcer;
    }

    /** A file that is here, for as long as the scope is on. */
    record Resource(URI uri, Path file, long size) {}

    /** Where else to look when the primary has failed. */
    enum Copies {
        ARCHIVE_MIRRORS,
        NONE
    }

    /**
     * What is wanted.
     *
     * @param step for people
     * @param size after {@code skip}; absent if it is not known
     * @param limit the most bytes accepted where the size is not known
     */
    record Wanted(String step, String href, OptionalLong size, long skip, long limit, Copies copies) {}

    /** Fails with {@link StepFailure}. */
    Promise<Resource> get(FeedUri feed, Wanted wanted, Switch scope) {
        if (!ABSOLUTE.matcher(wanted.href).matches()) return local(feed, wanted, scope);
        try {
            return download(feed, wanted, new URI(wanted.href), scope);
        } catch (URISyntaxException malformed) {
            return loop.promises().failed(StepFailure.bad(wanted.step, malformed.getMessage()));
        }
    }

    private Promise<Resource> download(FeedUri feed, Wanted wanted, URI primary, Switch scope) {
        return transfer(feed, wanted, primary, scope)
                .flatMap(outcome -> outcome.fold(
                        fetched -> here(primary, fetched),
                        unmodified -> loop.promises().failed(new IllegalStateException("Unmodified")),
                        failure -> afterFailure(feed, wanted, primary, failure.problem(), scope),
                        aborted -> aborted()));
    }

    private Promise<Resource> afterFailure(
            FeedUri feed, Wanted wanted, URI primary, NetworkProblem problem, Switch scope) {
        if (problem.kind() == Kind.DISK)
            return loop.promises().failed(new StepFailure(new Fetching.StoreFailure(problem.detail())));
        boolean alone = wanted.copies == Copies.NONE || problem.kind() == Kind.OFFLINE;
        List<URI> copies = alone ? List.of() : mirrors.archive(primary);
        return firstCopy(feed, wanted, primary, copies, List.of(problem), scope);
    }

    private Promise<Resource> firstCopy(
            FeedUri feed, Wanted wanted, URI primary, List<URI> copies, List<NetworkProblem> problems, Switch scope) {
        if (copies.isEmpty()) return loop.promises().failed(new StepFailure(new Fetching.NetworkFailure(problems)));
        URI copy = copies.get(0);
        announcer.announce(new Event.MirrorStarted(primary, copy));
        return transfer(feed, wanted, copy, scope)
                .flatMap(outcome -> outcome.fold(
                        fetched -> here(copy, fetched),
                        unmodified -> loop.promises().failed(new IllegalStateException("Unmodified")),
                        failure -> firstCopy(
                                feed,
                                wanted,
                                primary,
                                copies.subList(1, copies.size()),
                                with(problems, failure.problem()),
                                scope),
                        aborted -> aborted()));
    }

    private Promise<Download> transfer(FeedUri feed, Wanted wanted, URI uri, Switch scope) {
        return scratch.file(scope).flatMap(file -> {
            DownloadRequest.Builder request = DownloadRequest.to(uri, file).skip(wanted.skip);
            DownloadRequest sized = wanted.size.isPresent()
                    ? request.size(wanted.size.getAsLong()).build()
                    : request.limit(wanted.limit).build();
            return downloader.download(sized, Event.Purpose.ARCHIVE, Optional.of(feed), scope);
        });
    }

    private Promise<Resource> here(URI uri, Download.Fetched fetched) {
        return loop.promises().resolved(new Resource(uri, fetched.file(), fetched.size()));
    }

    private Promise<Resource> aborted() {
        return loop.promises().failed(new StepFailure(new Fetching.Aborted()));
    }

    private static List<NetworkProblem> with(List<NetworkProblem> problems, NetworkProblem one) {
        List<NetworkProblem> more = new ArrayList<>(problems);
        more.add(one);
        return List.copyOf(more);
    }

    private Promise<Resource> local(FeedUri feed, Wanted wanted, Switch scope) {
        if (!(feed instanceof FeedUri.Local local))
            return loop.promises()
                    .failed(StepFailure.bad(wanted.step, "a relative href, but the feed is not a local one"));
        Promise<Resource> whole = loop.offLoop(() -> beside(local, wanted));
        return wanted.skip == 0 ? whole : whole.flatMap(file -> rest(file, wanted, scope));
    }

    private static Resource beside(FeedUri.Local feed, Wanted wanted) throws StepFailure, IOException {
        Path file;
        try {
            file = feed.path().getParent().resolve(wanted.href);
        } catch (InvalidPathException malformed) {
            throw StepFailure.bad(wanted.step, malformed.getMessage());
        }
        if (!Files.isRegularFile(file)) throw StepFailure.bad(wanted.step, "there is no file " + file);
        long size = Files.size(file) - wanted.skip;
        if (wanted.size.isPresent() && wanted.size.getAsLong() != size)
            throw StepFailure.bad(
                    wanted.step, "wrong size of " + file + ": " + size + " instead of " + wanted.size.getAsLong());
        return new Resource(file.toUri(), file, size);
    }

    private Promise<Resource> rest(Resource whole, Wanted wanted, Switch scope) {
        return scratch.file(scope)
                .flatMap(file -> loop.offLoop(() -> {
                    try (InputStream in = Files.newInputStream(whole.file)) {
                        in.skipNBytes(wanted.skip);
                        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                    return new Resource(whole.uri, file, whole.size);
                }));
    }
}
