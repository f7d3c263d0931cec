package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.model.catalog.Catalog;
import org.slipway.model.feed.Feed;

/** {@code catalog search}: what the catalogs have, as they were when they were last asked. */
final class CatalogSearch extends NamedCommand {
    private static final List<String> ENGLISH = List.of();

    private final Services services;
    private final Console console;

    CatalogSearch(Services services, Console console) {
        super("catalog search", "[QUERY]", Option.JSON, Option.REFRESH, Option.TRUST);
        this.services = services;
        this.console = console;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) {
        String query = String.join(" ", invocation.words());
        return catalog(invocation, scope).map(catalog -> {
            List<Feed> found = catalog.search(query, ENGLISH);
            if (invocation.has(Option.JSON))
                console.print(JsonText.of(Map.of(
                        "results", found.stream().map(CatalogSearch::json).toList())));
            else tell(found);
            return 0;
        });
    }

    private Promise<Catalog> catalog(Invocation invocation, Switch scope) {
        CatalogRefresh refresh = new CatalogRefresh(services, console);
        if (invocation.has(Option.REFRESH)) return refresh.demand(scope);
        return services.loop
                .offLoop(() -> services.catalogs.cached())
                .flatMap(cached ->
                        cached.isPresent() ? services.loop.promises().resolved(cached.get()) : refresh.demand(scope));
    }

    private void tell(List<Feed> found) {
        for (int i = 0; i < found.size(); i++) {
            if (i > 0) console.print("");
            Feed feed = found.get(i);
            String summary = feed.summary(ENGLISH).map(text -> " - " + text).orElse("");
            console.print(SafeText.of(feed.uri().text()));
            console.print(SafeText.of("  " + feed.name() + summary));
        }
    }

    private static Map<String, Object> json(Feed feed) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("uri", feed.uri().text());
        object.put("name", feed.name());
        object.put("summary", feed.summary(ENGLISH).orElse(""));
        return object;
    }
}
