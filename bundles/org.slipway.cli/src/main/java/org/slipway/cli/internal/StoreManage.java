package org.slipway.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.slipway.api.store.Verification;
import org.slipway.cli.internal.Stock.Item;

/** {@code store manage}: what is stored, to be verified and removed by its number; without a terminal, the list. */
final class StoreManage extends StoreCommand {
    private final TerminalDevice terminal;

    StoreManage(Services services, Console console, TerminalDevice terminal) {
        super(services, console, "store manage", "", Option.JSON);
        this.terminal = terminal;
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        while (true) {
            task.begin("Reading feeds");
            List<Item> items = new Stock(services).items();
            task.end();
            if (invocation.has(Option.JSON)) {
                console.print(Stock.json(items));
                return 0;
            }
            show(items);
            if (!terminal.isThere() || !console.finish()) return 0;
            if (!answer(items, task)) return 0;
        }
    }

    private void show(List<Item> items) {
        for (int i = 0; i < items.size(); i++)
            console.print(
                    String.format(Locale.ROOT, "%3d  %s", i + 1, items.get(i).text()));
        long all = items.stream().mapToLong(Item::size).sum();
        console.print(items.size() + " implementations, " + Sizes.text(all));
    }

    /** False if the user has had enough. */
    private boolean answer(List<Item> items, Task task) throws IOException {
        while (true) {
            Optional<String> line = terminal.ask("v NUMBER to verify, r NUMBER to remove, q to quit: ");
            if (line.isEmpty()) return false;
            String[] words = line.get().strip().split("\\s+");
            if (words[0].equals("q")) return false;
            Optional<Item> item = words.length == 2 ? numbered(items, words[1]) : Optional.empty();
            if (item.isPresent() && words[0].equals("v")) verify(item.get(), task);
            else if (item.isPresent() && words[0].equals("r")) {
                services.upkeep.remove(item.get().path());
                return true;
            } else terminal.say("For example: v 1");
        }
    }

    private static Optional<Item> numbered(List<Item> items, String text) {
        for (int i = 0; i < items.size(); i++)
            if (text.equals(Integer.toString(i + 1))) return Optional.of(items.get(i));
        return Optional.empty();
    }

    private void verify(Item item, Task task) throws IOException {
        task.begin("Verifying " + item.digest());
        Verification verification = services.upkeep.verify(item.path(), item.digest(), task);
        terminal.say(verification.fold(
                intact -> item.digest() + " is as it should be", damaged -> StoreSentences.of(item.path(), damaged)));
    }
}
