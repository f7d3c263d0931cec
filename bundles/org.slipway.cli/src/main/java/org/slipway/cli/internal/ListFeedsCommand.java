package org.slipway.cli.internal;

import java.util.List;
import java.util.Map;

/** {@code list-feeds}: the further feeds that this machine has for an interface. */
final class ListFeedsCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    ListFeedsCommand(Services services, Console console) {
        super(services.loop, "list-feeds", "URI", Option.JSON);
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().size() != 1) throw new WrongUsage();
        Names names = new Names(services.host);
        List<String> feeds = services
                .feeds
                .preferences(names.interfaceUri(invocation.words().get(0)))
                .feeds()
                .stream()
                .map(feed -> feed.uri().text())
                .toList();
        if (invocation.has(Option.JSON)) console.print(JsonText.of(Map.of("feeds", feeds)));
        else if (feeds.isEmpty()) console.print("(no feeds)");
        else feeds.forEach(console::print);
    }
}
