package org.slipway.cli.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.slipway.model.FeedUri;

/** {@code list}: the feeds in the cache. */
final class ListCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    ListCommand(Services services, Console console) {
        super(services.loop, "list", "PATTERN", Option.JSON);
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().size() > 1) throw new WrongUsage();
        String wanted =
                invocation.words().isEmpty() ? "" : invocation.words().get(0).toLowerCase(Locale.ROOT);
        List<String> feeds = services.feeds.list().stream()
                .map(FeedUri::text)
                .filter(feed -> feed.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        if (invocation.has(Option.JSON)) console.print(JsonText.of(Map.of("feeds", feeds)));
        else feeds.forEach(console::print);
    }
}
