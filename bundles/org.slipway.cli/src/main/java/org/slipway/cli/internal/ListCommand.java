package org.slipway.cli.internal;

import java.util.Locale;

import org.slipway.model.FeedUri;

/** {@code list}: the feeds in the cache. */
final class ListCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    ListCommand(Services services, Console console) {
        super(services.loop, "list", "PATTERN");
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().size() > 1) throw new WrongUsage();
        String wanted =
                invocation.words().isEmpty() ? "" : invocation.words().get(0).toLowerCase(Locale.ROOT);
        for (FeedUri.Remote feed : services.feeds.list())
            if (feed.text().toLowerCase(Locale.ROOT).contains(wanted)) console.print(feed.text());
    }
}
