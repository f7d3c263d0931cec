package org.slipway.cli.internal;

import java.util.List;

import org.slipway.cli.internal.Stock.Item;
import org.slipway.model.FeedUri;

/** {@code store list-implementations}: what is stored, with its size and whose it is. */
final class StoreListImplementations extends StoreCommand {
    StoreListImplementations(Services services, Console console) {
        super(services, console, "store list-implementations", "[FEED-URI]", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.size() > 1) throw new WrongUsage();
        task.begin("Reading feeds");
        List<Item> items = new Stock(services).items();
        task.end();
        List<Item> shown = words.isEmpty() ? items : of(new Names(services.host).feed(words.get(0)), items);
        if (invocation.has(Option.JSON)) console.print(Stock.json(shown));
        else shown.forEach(item -> console.print(item.text()));
        return 0;
    }

    private static List<Item> of(FeedUri feed, List<Item> items) {
        return items.stream()
                .filter(item ->
                        item.owner().filter(owner -> owner.feed().equals(feed)).isPresent())
                .toList();
    }
}
