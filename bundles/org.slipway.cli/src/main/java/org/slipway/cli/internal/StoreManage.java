package org.slipway.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.store.Verification;
import org.slipway.api.window.Inventory;
import org.slipway.api.window.Inventory.Deed;
import org.slipway.api.window.Window;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Stock.Item;

/**
 * {@code store manage}: what is stored, to be verified and removed by its number, or in a window; without a terminal, the
 * list.
 */
final class StoreManage extends StoreCommand {
    private final TerminalDevice terminal;

    StoreManage(Services services, Console console, TerminalDevice terminal) {
        super(services, console, "store manage", "", Option.JSON);
        this.terminal = terminal;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        Optional<Window> window = console.window();
        if (window.isEmpty()) return super.run(invocation, scope);
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        Task task = new Task(console);
        scope.onOff(task::stop);
        return offer(window.get(), "", task, scope);
    }

    private Promise<Integer> offer(Window window, String note, Task task, Switch scope) {
        return services.loop.offLoop(() -> new Stock(services).items()).flatMap(items -> window.offer(
                        inventory(items, note), scope)
                .flatMap(wish -> wish.deed() == Deed.LEAVE
                        ? services.loop.promises().resolved(0)
                        : services.loop
                                .offLoop(() -> deal(items.get(wish.item()), wish.deed(), task))
                                .recoverWith(failed -> told(failed.getFailure(), scope))
                                .flatMap(said -> offer(window, said, task, scope))));
    }

    /** One that cannot be dealt with leaves the others. */
    private Promise<String> told(Throwable failure, Switch scope) {
        var promises = services.loop.promises();
        return failure instanceof IOException problem && !scope.isOff()
                ? promises.resolved(FileSentences.of(problem))
                : promises.failed(failure);
    }

    private static Inventory inventory(List<Item> items, String note) {
        return new Inventory(
                items.stream()
                        .map(item ->
                                new Inventory.Item(item.whose(), item.digest().toString(), item.size()))
                        .toList(),
                note);
    }

    private String deal(Item item, Deed deed, Task task) throws IOException {
        if (deed == Deed.VERIFY) return verified(item, task);
        services.upkeep.remove(item.path());
        return item.digest() + " is removed";
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
        terminal.say(verified(item, task));
    }

    private String verified(Item item, Task task) throws IOException {
        task.begin("Verifying " + item.digest());
        Verification verification = services.upkeep.verify(item.path(), item.digest(), task);
        return verification.fold(
                intact -> item.digest() + " is as it should be", damaged -> StoreSentences.of(item.path(), damaged));
    }
}
