package org.slipway.feeds.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.catalog.CatalogUpdate;
import org.slipway.api.catalog.Catalogs;
import org.slipway.api.catalog.Registration;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.catalog.Catalog;

/** The catalogs in the files that the .NET edition uses. */
@Component
public final class SharedCatalogs implements Catalogs {

    private final Loop loop;
    /** Made when it is first asked for: with it come the transport and the keyring, which what is cached does without. */
    private final Supplier<CatalogSource> source;

    private final CatalogFiles files;

    @Activate
    public SharedCatalogs(
            @Reference Loop loop,
            @Reference Places places,
            @Reference AtomicFiles files,
            @Reference ComponentServiceObjects<CatalogSource> source) {
        this(loop, new CatalogFiles(places, files), source::getService);
    }

    SharedCatalogs(Loop loop, CatalogFiles files, Supplier<CatalogSource> source) {
        this.loop = loop;
        this.files = files;
        this.source = source;
    }

    @Override
    public List<FeedUri> sources() throws IOException {
        return files.sources();
    }

    @Override
    public Optional<Catalog> cached() throws IOException {
        return files.merged();
    }

    @Override
    public Promise<CatalogUpdate> refresh(Switch scope) {
        return loop.offLoop(files::sources).flatMap(sources -> {
            List<Promise<Brought>> all = new ArrayList<>();
            for (FeedUri one : sources) all.add(source.get().bring(one, scope));
            return loop.promises().<Brought, Brought>all(all).flatMap(this::merge);
        });
    }

    private Promise<CatalogUpdate> merge(List<Brought> all) {
        if (all.stream().anyMatch(Brought.Aborted.class::isInstance))
            return loop.promises().resolved(new CatalogUpdate.Aborted());
        List<FeedProblem> problems = new ArrayList<>();
        for (Brought brought : all) if (brought instanceof Brought.Problem problem) problems.add(problem.why());
        return loop.offLoop(() -> new CatalogUpdate.Updated(files.merge(Set.of()), problems));
    }

    @Override
    public Promise<Registration> add(FeedUri added, Look look, Switch scope) {
        return loop.offLoop(() -> files.sources().contains(added)).flatMap(known -> {
            if (known) return loop.promises().resolved(new Registration.Known());
            if (look == Look.LATER) return register(added);
            return source.get()
                    .bring(added, scope)
                    .flatMap(brought -> brought.fold(
                            kept -> register(added),
                            problem -> loop.promises().resolved(new Registration.Unusable(problem.why())),
                            aborted -> loop.promises().resolved(new Registration.Aborted())));
        });
    }

    private Promise<Registration> register(FeedUri added) {
        return loop.offLoop(() -> {
            files.add(added);
            return new Registration.Registered();
        });
    }

    @Override
    public Removal remove(FeedUri removed) throws IOException {
        if (!files.sources().contains(removed)) return Removal.UNKNOWN;
        Set<FeedUri> gone = files.feeds(List.of(removed));
        files.remove(removed);
        if (files.areMerged()) files.merge(gone);
        return Removal.REMOVED;
    }

    @Override
    public void reset() throws IOException {
        Set<FeedUri> gone = files.feeds(files.sources());
        files.reset();
        if (files.areMerged()) files.merge(gone);
    }
}
