package org.slipway.recipes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.settings.Scratch;
import org.slipway.api.transport.Downloader;
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
     * @param part names the file among those of the implementation
     * @param size after {@code skip}; absent if it is not known
     * @param limit the most bytes accepted where the size is not known
     */
    record Wanted(String step, String part, String href, OptionalLong size, long skip, long limit, Copies copies) {}

    /**
     * Fails with {@link StepFailure}.
     *
     * @param arrival told how far it has come
     */
    Promise<Resource> get(Order order, Wanted wanted, Arrival arrival, Switch scope) {
        if (!ABSOLUTE.matcher(wanted.href).matches()) return local(order.feed(), wanted, scope);
        try {
            URI primary = new URI(wanted.href);
            List<URI> copies = wanted.copies == Copies.NONE ? List.of() : mirrors.archive(primary);
            return new FileFetch(loop, downloader, announcer, order, wanted, arrival, primary, copies).run(scope);
        } catch (URISyntaxException malformed) {
            return loop.promises().failed(StepFailure.bad(wanted.step, malformed.getMessage()));
        }
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
