package org.slipway.cli.internal;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.settings.Scratch;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** Asks the mirror which programs there are. */
@Component(service = MirrorSearch.class)
public final class MirrorSearch {
    private static final long LIMIT = 1 << 20;

    private final Loop loop;
    private final Settings settings;
    private final Supplier<Downloader> downloader;
    private final Supplier<Scratch> scratch;

    @Activate
    public MirrorSearch(
            @Reference Loop loop,
            @Reference Settings settings,
            @Reference ComponentServiceObjects<Downloader> downloader,
            @Reference ComponentServiceObjects<Scratch> scratch) {
        this(loop, settings, downloader::getService, scratch::getService);
    }

    MirrorSearch(Loop loop, Settings settings, Supplier<Downloader> downloader, Supplier<Scratch> scratch) {
        this.loop = loop;
        this.settings = settings;
        this.downloader = downloader;
        this.scratch = scratch;
    }

    /** @param score how well it fits, in percent */
    record Hit(String uri, String name, String summary, String score) {}

    /** Fails with a {@link Complaint} if the mirror does not answer, or makes no sense. */
    Promise<List<Hit>> ask(String query, Switch scope) throws Complaint {
        URI mirror = settings.mirror()
                .orElseThrow(() -> new Complaint("There is no mirror to search on: the setting 'mirror' is empty"));
        URI uri = URI.create(mirror + "/search/?q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20"));
        return scratch.get().file(scope).flatMap(file -> downloader
                .get()
                .download(DownloadRequest.to(uri, file).limit(LIMIT).build(), Purpose.FEED, Optional.empty(), scope)
                .flatMap(download -> download.fold(
                        fetched -> loop.offLoop(() -> read(uri, file)),
                        unmodified -> loop.promises().resolved(List.<Hit>of()),
                        failure -> loop.promises()
                                .failed(new Complaint(
                                        NetworkSentences.of(failure.problem()) + "\n"
                                                + NetworkSentences.advice(failure.problem()),
                                        Status.NETWORK)),
                        aborted -> loop.promises().failed(new Complaint("Stopped", Status.STOPPED)))));
    }

    private static List<Hit> read(URI uri, Path file) throws Exception {
        try {
            Element root = Xml.read(Files.readAllBytes(file));
            if (!root.name().getLocalPart().equals("results"))
                throw new MalformedXml("its root is <" + root.name().getLocalPart() + ">");
            return root.children().stream()
                    .filter(child -> child.name().getLocalPart().equals("result"))
                    .map(MirrorSearch::hit)
                    .toList();
        } catch (MalformedXml broken) {
            throw new Complaint("The answer of " + uri + " makes no sense: " + broken.getMessage()
                    + "\nTell whoever runs the mirror");
        }
    }

    private static Hit hit(Element result) {
        String summary = result.children().stream()
                .filter(child -> child.name().getLocalPart().equals("summary"))
                .map(Element::text)
                .reduce("", (first, last) -> last);
        return new Hit(attribute(result, "uri"), attribute(result, "name"), summary, attribute(result, "score"));
    }

    private static String attribute(Element result, String name) {
        return result.attribute(name).orElse("");
    }
}
