package org.slipway.cli.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.settings.Scratch;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Fetches an archive that no feed has yet. */
@Component(service = ArchiveDownload.class)
public final class ArchiveDownload {
    private final Loop loop;
    private final Supplier<Downloader> downloader;
    private final Supplier<Scratch> scratch;

    @Activate
    public ArchiveDownload(
            @Reference Loop loop,
            @Reference ComponentServiceObjects<Downloader> downloader,
            @Reference ComponentServiceObjects<Scratch> scratch) {
        this(loop, downloader::getService, scratch::getService);
    }

    ArchiveDownload(Loop loop, Supplier<Downloader> downloader, Supplier<Scratch> scratch) {
        this.loop = loop;
        this.downloader = downloader;
        this.scratch = scratch;
    }

    /** Gives a file that lasts as long as the scope. Fails with a {@link Complaint} if it cannot be had. */
    Promise<Path> fetch(URI uri, Switch scope) {
        return scratch.get().file(scope).flatMap(file -> downloader
                .get()
                .download(
                        DownloadRequest.to(uri, file).limit(ArchiveTrees.LIMIT).build(),
                        Purpose.ARCHIVE,
                        Optional.empty(),
                        scope)
                .flatMap(download -> download.fold(
                        fetched -> loop.promises().resolved(file),
                        unmodified -> loop.promises().failed(new Complaint(uri + ": the server has sent nothing")),
                        failure -> loop.promises()
                                .failed(new Complaint(
                                        NetworkSentences.of(failure.problem()) + "\n"
                                                + NetworkSentences.advice(failure.problem()),
                                        Status.NETWORK)),
                        aborted -> loop.promises().failed(new Complaint("Stopped", Status.STOPPED)))));
    }
}
