package org.slipway.container.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.solver.Choice;
import org.slipway.api.store.Store;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/**
 * The commands of the scope {@code slipway}. Gogo finds them by the properties, and shows what they return; what fails is
 * thrown, so that scripts notice.
 */
@Component(
        service = Commands.class,
        property = {
            "osgi.command.scope=slipway",
            "osgi.command.function=select",
            "osgi.command.function=download",
            "osgi.command.function=why",
            "osgi.command.function=downloads",
            "osgi.command.function=hosts",
            "osgi.command.function=stores",
            "osgi.command.function=trust",
            "osgi.command.function=distrust",
            "osgi.command.function=metrics",
            "osgi.command.function=feeds",
            "osgi.command.function=keys"
        })
public final class Commands {
    /** Who types it can stop it long before. */
    private static final Duration MOST = Duration.ofHours(12);

    private final Ask ask;
    private final Loop loop;
    private final Driver driver;
    private final Store store;
    private final FeedCache feeds;
    private final TrustDatabase trust;
    private final Tables tables;
    private final Metrics metrics;

    @Activate
    public Commands(
            @Reference Ask ask,
            @Reference Loop loop,
            @Reference Driver driver,
            @Reference Store store,
            @Reference FeedCache feeds,
            @Reference TrustDatabase trust,
            @Reference Tables tables,
            @Reference Metrics metrics) {
        this.ask = ask;
        this.loop = loop;
        this.driver = driver;
        this.store = store;
        this.feeds = feeds;
        this.trust = trust;
        this.tables = tables;
        this.metrics = metrics;
    }

    private static DriverRequest request(String uri, Goal goal) {
        InterfaceUri wanted = new InterfaceUri(FeedUri.of(uri).text());
        return new DriverRequest(
                Requirements.run(wanted).withCommand(Optional.empty()), Refresh.AS_NEEDED, Optional.empty(), goal);
    }

    @Descriptor("Chooses the implementations for a program or library, and fetches the feeds that are needed")
    public String select(@Descriptor("the URI or absolute path of its feed") String uri) throws Exception {
        DriverRequest request = request(uri, Goal.SELECT);
        return list(ask.answer(MOST, scope -> chosen(request, scope)));
    }

    @Descriptor("Chooses, and downloads and verifies what is not in the store yet")
    public String download(@Descriptor("the URI or absolute path of its feed") String uri) throws Exception {
        DriverRequest request = request(uri, Goal.DOWNLOAD);
        return list(ask.answer(
                MOST, scope -> chosen(request, scope).flatMap(selections -> download(selections, request, scope))));
    }

    private Promise<Selections> chosen(DriverRequest request, Switch scope) {
        return driver.select(request, scope)
                .flatMap(result -> result.fold(
                        ready -> loop.promises().resolved(ready.selections()),
                        unsolvable -> failed(Sentences.of(unsolvable)),
                        aborted -> stopped()));
    }

    private Promise<Selections> download(Selections selections, DriverRequest request, Switch scope) {
        return driver.download(selections, request, scope)
                .flatMap(outcome -> outcome.fold(
                        complete -> loop.promises().resolved(selections),
                        failed -> failed(Sentences.of(failed)),
                        aborted -> stopped()));
    }

    private <T> Promise<T> failed(String why) {
        return loop.promises().failed(new IllegalStateException(why));
    }

    private <T> Promise<T> stopped() {
        return loop.promises().failed(new CancellationException("stopped"));
    }

    private String list(Selections selections) {
        return new Table(
                        "Selections",
                        List.of("Interface", "Version", "Where"),
                        selections.selections().stream()
                                .map(one -> List.of(
                                        one.role().toString(), one.version().toString(), where(one)))
                                .toList(),
                        "Nothing was chosen")
                .text();
    }

    private String where(Selection selection) {
        return selection
                .nativePackage()
                .or(() -> selection.localPath().map(Path::toString))
                .or(() -> store.find(selection.digests()).map(Path::toString))
                .orElse("not here: slipway:download has it");
    }

    @Descriptor("Tells why the components of a program are these, as far as is known now")
    public String why(@Descriptor("the URI or absolute path of its feed") String uri) throws Exception {
        return choices(uri).stream().map(Sentences::of).collect(Collectors.joining("\n"));
    }

    @Descriptor("Tells why one component is this one")
    public String why(
            @Descriptor("the URI or absolute path of the program's feed") String uri,
            @Descriptor("the component's interface, or how that ends") String component)
            throws Exception {
        List<Choice> named = choices(uri).stream()
                .filter(choice -> choice.role().interfaceUri().text().endsWith(component))
                .toList();
        if (named.isEmpty()) throw new IllegalArgumentException("No component is called '" + component + "'");
        return named.stream().map(Sentences::of).collect(Collectors.joining("\n"));
    }

    private List<Choice> choices(String uri) throws Exception {
        DriverRequest request = request(uri, Goal.SELECT);
        return ask.answer(
                MOST, scope -> chosen(request, scope).flatMap(selections -> driver.choices(selections, request)));
    }

    @Descriptor("Shows what is being downloaded, and what was last")
    public String downloads() throws Exception {
        return tables.downloads().text();
    }

    @Descriptor("Shows the sites that were asked, and what they gave")
    public String hosts() throws Exception {
        return tables.hosts().text();
    }

    @Descriptor("Shows the directories of implementations")
    public String stores() throws IOException {
        return tables.stores().text();
    }

    @Descriptor("Shows the keys that are trusted, and for what")
    public String trust() throws IOException {
        return tables.trust().text();
    }

    @Descriptor("Trusts a key")
    public String trust(
            @Descriptor("all digits of its fingerprint") String key,
            @Descriptor("the host, with its port if the feed's URI has one; or * for all") String domain)
            throws IOException {
        trust.trust(fingerprint(key), new TrustDomain(domain));
        return tables.trust().text();
    }

    @Descriptor("Takes the trust in a key back")
    public String distrust(
            @Descriptor("all digits of its fingerprint") String key, @Descriptor("the domain, or *") String domain)
            throws IOException {
        trust.distrust(fingerprint(key), new TrustDomain(domain));
        return tables.trust().text();
    }

    private static Fingerprint fingerprint(String key) {
        return new Fingerprint(key.toUpperCase(Locale.ROOT));
    }

    @Descriptor("Shows the metrics in Prometheus' text format")
    public String metrics() {
        return metrics.get();
    }

    @Descriptor("Lists the feeds that are cached")
    public List<String> feeds() throws IOException {
        return feeds.list().stream()
                .map(FeedUri.Remote::text)
                .map(Shown::text)
                .sorted()
                .toList();
    }

    @Descriptor("Lists the fingerprints of the keys that are trusted")
    public List<String> keys() throws IOException {
        return new ArrayList<>(trust.all().keySet())
                .stream().map(Fingerprint::text).sorted().toList();
    }
}
