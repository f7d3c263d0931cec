package org.slipway.web.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer.Reach;
import org.slipway.api.window.Inventory;
import org.slipway.api.window.Inventory.Deed;
import org.slipway.api.window.Inventory.Wish;
import org.slipway.api.window.Proposal;
import org.slipway.api.window.Window;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** What one command shows, and what the person there does about it. On the loop. */
final class Page implements Window {
    private static final int MOST = 500;

    private final Loop loop;
    private final String title;
    private final LongPredicate drop;
    private final Questions questions;
    private final Transfers transfers;
    private final Deferred<Done> cancelled;
    private final Board board;
    private final Absence absence;
    private String place = "";
    private Browser.Shown shown = new Browser.Shown(Optional.empty(), Optional.empty());
    private Optional<Offer> offer = Optional.empty();
    private Optional<Stock> stock = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private long offered;

    private static final class Offer {
        private final String id;
        private final Proposal proposal;
        private final Deferred<Decision> decision;

        Offer(String id, Proposal proposal, Deferred<Decision> decision) {
            this.id = id;
            this.proposal = proposal;
            this.decision = decision;
        }

        boolean isOpen() {
            return !decision.getPromise().isDone();
        }
    }

    private record Stock(String id, Inventory inventory, Deferred<Wish> wish) {
        boolean isOpen() {
            return !wish.getPromise().isDone();
        }
    }

    /** @param drop stops a single download */
    Page(Loop loop, String title, LongPredicate drop, Switch scope) {
        this.loop = loop;
        this.drop = drop;
        this.title = title;
        this.questions = new Questions(loop, this::changed);
        this.transfers = new Transfers(loop.clock(), this::changed);
        this.cancelled = loop.promises().deferred();
        this.board = new Board(loop, scope, this::view);
        this.absence = new Absence(loop, scope, board, this::asks);
        scope.onOff(() -> board.end());
    }

    private void changed() {
        board.changed();
    }

    Board board() {
        return board;
    }

    Questions questions() {
        return questions;
    }

    Transfers transfers() {
        return transfers;
    }

    void isAt(String where) {
        place = where;
    }

    void isShown(Browser.Shown how) {
        shown = how;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Optional<String> way() {
        return shown.file().map(Path::toString);
    }

    @Override
    public Optional<String> trouble() {
        return shown.trouble();
    }

    @Override
    public void onUnattended(Runnable action) {
        absence.onNoticed(action);
    }

    private boolean asks() {
        if (!isStoppable()) return false;
        return questions.isOpen()
                || offer.filter(Offer::isOpen).isPresent()
                || stock.filter(Stock::isOpen).isPresent();
    }

    @Override
    public Promise<Done> cancelled() {
        return cancelled.getPromise();
    }

    @Override
    public Promise<Decision> propose(Proposal proposal, Switch scope) {
        Offer made = new Offer("p" + ++offered, proposal, loop.promises().deferred());
        offer = Optional.of(made);
        scope.onOff(() -> decide(made, Decision.STOP));
        changed();
        return made.decision.getPromise();
    }

    private void decide(Offer made, Decision decision) {
        if (!made.isOpen()) return;
        made.decision.resolve(decision);
        changed();
    }

    @Override
    public Promise<Wish> offer(Inventory inventory, Switch scope) {
        Stock shown = new Stock("i" + ++offered, inventory, loop.promises().deferred());
        stock = Optional.of(shown);
        scope.onOff(() -> wish(shown, new Wish(Deed.LEAVE, 0)));
        changed();
        return shown.wish().getPromise();
    }

    private void wish(Stock shown, Wish wish) {
        if (!shown.isOpen()) return;
        shown.wish().resolve(wish);
        changed();
    }

    /** @return whether that is what is shown now */
    boolean wish(String id, Wish wish) {
        if (stock.isEmpty() || !stock.get().isOpen() || !stock.get().id().equals(id)) return false;
        boolean there = wish.item() >= 0
                && wish.item() < stock.get().inventory().items().size();
        if (!there && wish.deed() != Deed.LEAVE) return false;
        wish(stock.get(), wish);
        return true;
    }

    @Override
    public Promise<Done> end(Ending how) {
        ending = Optional.of(how);
        return board.end();
    }

    private boolean isStoppable() {
        return ending.isEmpty() && !cancelled.getPromise().isDone();
    }

    /** @return whether there was something to cancel */
    boolean cancel() {
        if (!isStoppable()) return false;
        offer.ifPresent(made -> decide(made, Decision.STOP));
        cancelled.resolve(Done.DONE);
        changed();
        return true;
    }

    /** @return whether that download was under way */
    boolean drop(long download) {
        return isStoppable() && drop.test(download);
    }

    /** @return whether that was what is asked now */
    boolean goOn(String id) {
        if (offer.isEmpty() || !offer.get().isOpen() || !offer.get().id.equals(id)) return false;
        decide(offer.get(), Decision.GO_ON);
        return true;
    }

    boolean answer(String id, List<String> keys, Reach reach) {
        return questions.answer(id, keys, reach);
    }

    private Object view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("title", Words.of(title));
        view.put("status", status());
        view.put("stoppable", isStoppable());
        view.put("question", ending.isPresent() ? null : questions.view());
        view.put("proposal", offer.map(this::view).orElse(null));
        view.put("inventory", stock.map(this::view).orElse(null));
        view.put("downloads", transfers.view());
        view.put("warnings", transfers.warnings());
        view.put(
                "ending",
                ending.map(how -> Map.of("outcome", how.outcome().name(), "lines", Words.lines(how.words())))
                        .orElse(null));
        return view;
    }

    private String status() {
        if (ending.isPresent()) return ending.get().outcome() == Outcome.DONE ? "Done" : "It has failed";
        if (cancelled.getPromise().isDone()) return "Stopping";
        if (questions.isOpen()) return "A question for you";
        if (offer.filter(Offer::isOpen).isPresent()) return "Look at what is chosen, and decide";
        if (stock.isPresent()) return stock.get().isOpen() ? "What is kept" : "Working";
        long running = transfers.underWay();
        if (running > 0) return running == 1 ? "One download" : running + " downloads";
        return offer.isPresent() ? "Going on" : "Choosing";
    }

    private Object view(Stock shown) {
        Inventory inventory = shown.inventory();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", shown.id());
        view.put("open", shown.isOpen() && isStoppable());
        view.put("note", inventory.note().isEmpty() ? List.of() : Words.lines(inventory.note()));
        view.put("items", inventory.items().stream().limit(MOST).map(Page::view).toList());
        view.put("more", Math.max(0, inventory.items().size() - MOST));
        view.put(
                "all",
                inventory.items().size() + " implementations, "
                        + Words.size(inventory.items().stream()
                                .mapToLong(Inventory.Item::size)
                                .sum()));
        return view;
    }

    private static Object view(Inventory.Item item) {
        return Map.of(
                "name", Words.of(item.name()), "digest", Words.of(item.digest()), "size", Words.size(item.size()));
    }

    private Object view(Offer made) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", made.id);
        view.put("open", made.isOpen() && isStoppable());
        view.put("action", Words.of(made.proposal.action()));
        view.put(
                "components",
                made.proposal.components().stream().limit(MOST).map(Page::view).toList());
        view.put("more", Math.max(0, made.proposal.components().size() - MOST));
        return view;
    }

    private static Object view(Proposal.Component component) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", Words.of(component.name()));
        view.put("version", Words.of(component.version()));
        view.put("stability", Words.of(component.stability()));
        view.put("place", component.place().name().toLowerCase(Locale.ROOT));
        view.put("where", where(component));
        view.put("reasons", Words.lines(component.reasons()));
        return view;
    }

    private static String where(Proposal.Component component) {
        return switch (component.place()) {
            case HERE -> "Here already";
            case PACKAGE -> "Package of the distribution";
            case TO_DOWNLOAD ->
                component.size().isPresent()
                        ? "To download, " + Words.size(component.size().getAsLong())
                        : "To download";
        };
    }
}
