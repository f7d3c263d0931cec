package org.slipway.cli.internal;

import java.util.List;

import org.slipway.model.feed.FeedImport;

/** {@code list-feeds}: the further feeds that this machine has for an interface. */
final class ListFeedsCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    ListFeedsCommand(Services services, Console console) {
        super(services.loop, "list-feeds", "URI");
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().size() != 1) throw new WrongUsage();
        Names names = new Names(services.host.workingDirectory());
        List<FeedImport> feeds = services.feeds
                .preferences(names.interfaceUri(invocation.words().get(0)))
                .feeds();
        if (feeds.isEmpty()) console.print("(no feeds)");
        feeds.forEach(feed -> console.print(feed.uri().text()));
    }
}
