package org.slipway.cli.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.Requirements;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selection;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** {@code fetch}: brings the implementations of a feed that another program pipes in into the store. */
final class FetchCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final InputStream in;

    FetchCommand(Services services, Console console, InputStream in) {
        super("fetch", "", Option.JSON, Option.OFFLINE);
        this.services = services;
        this.console = console;
        this.in = in;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        return piped(scope).flatMap(wanted -> services.loop
                .promises()
                .all(wanted.stream()
                        .map(lock -> download(lock, invocation, scope))
                        .toList())
                .flatMap(all -> services.loop.offLoop(() -> conclude(all, wanted, invocation))));
    }

    /** Who is stopped does not wait for who pipes it in. */
    private Promise<List<Lock>> piped(Switch scope) {
        Deferred<List<Lock>> piped = services.loop.promises().deferred();
        services.loop
                .apart(this::wanted)
                .onSuccess(wanted -> resolve(piped, services.loop.promises().resolved(wanted)))
                .onFailure(failure -> resolve(piped, services.loop.promises().failed(failure)));
        scope.onOff(() -> resolve(piped, services.loop.promises().failed(new Complaint("Stopped", Status.STOPPED))));
        return piped.getPromise();
    }

    private static void resolve(Deferred<List<Lock>> piped, Promise<List<Lock>> with) {
        if (!piped.getPromise().isDone()) piped.resolveWith(with);
    }

    private Promise<Acquisition> download(Lock lock, Invocation invocation, Switch scope) {
        DriverRequest request = new DriverRequest(
                Requirements.run(lock.selections().root().interfaceUri()),
                Refresh.NONE,
                Selecting.networkUse(invocation),
                Goal.DOWNLOAD);
        return services.driver.download(lock.selections(), request, scope);
    }

    private int conclude(List<Acquisition> all, List<Lock> wanted, Invocation invocation) throws Complaint {
        List<Acquisition.Failed> failed = all.stream()
                .filter(Acquisition.Failed.class::isInstance)
                .map(Acquisition.Failed.class::cast)
                .toList();
        if (!failed.isEmpty())
            throw new Complaint(
                    failed.stream().map(FetchSentences::of).collect(Collectors.joining("\n")),
                    Status.of(failed.get(0)));
        if (all.stream().anyMatch(Acquisition.Aborted.class::isInstance))
            throw new Complaint("Stopped", Status.STOPPED);
        if (invocation.has(Option.JSON)) console.print(json(wanted));
        return 0;
    }

    private String json(List<Lock> wanted) {
        List<Object> implementations = new ArrayList<>();
        for (Lock lock : wanted)
            for (Selection one : lock.selections().selections())
                implementations.add(new SelectionsJson(services).of(one));
        return new JsonObject().with("implementations", implementations).line();
    }

    /** One for each implementation that is not a directory of this machine. */
    private List<Lock> wanted() throws Complaint, IOException {
        try {
            Feed feed = feed(document());
            List<Lock> wanted = new ArrayList<>();
            for (Implementation implementation : feed.implementations().values())
                if (implementation.source() instanceof Source.Cached)
                    wanted.add(LoneImplementation.of(feed, implementation));
            return wanted;
        } catch (MalformedFeed | IllegalArgumentException malformed) {
            throw new Complaint("What is piped in is no feed: " + malformed.getMessage(), Status.MALFORMED);
        }
    }

    /** Who pipes it in may have more to say, and may leave out its name. */
    private Feed feed(Element root) throws MalformedFeed {
        String uri = root.attribute("uri")
                .orElse(services.host
                        .workingDirectory()
                        .resolve("standard-input")
                        .toString());
        boolean isNamed = root.children("name").findAny().isPresent();
        return FeedReader.read(
                FeedUri.of(uri), isNamed ? root : root.with(Element.of("name").withText(uri)));
    }

    /** A line if that is a document, so that the pipe need not end; else everything. */
    private Element document() throws Complaint, IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        boolean isFirst = true;
        for (int next = in.read(); next >= 0; next = in.read()) {
            read.write(next);
            if (read.size() > Xml.LOCAL_LIMIT) throw new Complaint("What is piped in is too long for a feed");
            if (next != '\n' || !isFirst) continue;
            isFirst = false;
            Optional<Element> line = parsed(read.toByteArray());
            if (line.isPresent()) return line.get();
        }
        try {
            return Xml.read(read.toByteArray());
        } catch (MalformedXml malformed) {
            throw new Complaint("What is piped in is not well-formed XML: " + malformed.getMessage(), Status.MALFORMED);
        }
    }

    private static Optional<Element> parsed(byte[] document) {
        try {
            return Optional.of(Xml.read(document));
        } catch (MalformedXml goesOn) {
            return Optional.empty();
        }
    }
}
