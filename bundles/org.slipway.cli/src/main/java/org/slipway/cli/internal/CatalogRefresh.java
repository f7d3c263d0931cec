package org.slipway.cli.internal;

import java.util.List;

import org.osgi.util.promise.Promise;
import org.slipway.api.catalog.CatalogUpdate;
import org.slipway.api.catalog.Catalogs;
import org.slipway.api.feed.FeedProblem;
import org.slipway.async.Switch;
import org.slipway.model.catalog.Catalog;

/** Asks the sources of catalogs, and tells of those that gave nothing. */
final class CatalogRefresh {
    private static final String KIND = "Catalog";

    private final Services services;
    private final Console console;

    CatalogRefresh(Services services, Console console) {
        this.services = services;
        this.console = console;
    }

    /** Fails with a {@link Complaint} if none of them gave anything. */
    Promise<Catalog> demand(Switch scope) {
        Catalogs catalogs = services.catalogs;
        return services.loop.offLoop(catalogs::sources).flatMap(sources -> catalogs.refresh(scope)
                .map(update -> catalog(update, sources.size())));
    }

    /** What fails is only told. */
    Promise<Integer> attempt(Switch scope) {
        return services.catalogs.refresh(scope).map(update -> {
            catalog(update, Integer.MAX_VALUE);
            return 0;
        });
    }

    private Catalog catalog(CatalogUpdate update, int sources) throws Complaint {
        if (!(update instanceof CatalogUpdate.Updated updated)) throw new Complaint("Stopped", Status.STOPPED);
        List<FeedProblem> problems = updated.problems();
        if (sources > 0 && problems.size() == sources) throw complaint(problems);
        for (FeedProblem problem : problems) console.warn(sentence(problem));
        return updated.catalog();
    }

    private static Complaint complaint(List<FeedProblem> problems) {
        return new Complaint(
                String.join(
                        "\n", problems.stream().map(CatalogRefresh::sentence).toList()),
                Status.of(problems.get(0)));
    }

    static String sentence(FeedProblem problem) {
        return FeedSentences.of(KIND, problem);
    }
}
