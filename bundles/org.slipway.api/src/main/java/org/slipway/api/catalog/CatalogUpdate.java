package org.slipway.api.catalog;

import java.util.List;
import java.util.function.Function;

import org.slipway.api.feed.FeedProblem;
import org.slipway.model.catalog.Catalog;

/** What asking the sources of catalogs has brought. */
public sealed interface CatalogUpdate {

    /**
     * It is cached.
     *
     * @param problems of the sources that gave nothing now, each named as its feed; tell the user
     */
    record Updated(Catalog catalog, List<FeedProblem> problems) implements CatalogUpdate {
        public Updated {
            problems = List.copyOf(problems);
        }
    }

    /** The run has ended. What is cached is as it was. */
    record Aborted() implements CatalogUpdate {}

    default <R> R fold(Function<Updated, R> updated, Function<Aborted, R> aborted) {
        return this instanceof Updated u ? updated.apply(u) : aborted.apply((Aborted) this);
    }
}
