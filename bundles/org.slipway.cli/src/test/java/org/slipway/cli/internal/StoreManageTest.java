package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.store.Store;
import org.slipway.api.store.Upkeep;
import org.slipway.api.store.Verification;
import org.slipway.api.window.Inventory;
import org.slipway.api.window.Inventory.Deed;
import org.slipway.api.window.Inventory.Wish;
import org.slipway.api.window.Window;
import org.slipway.async.Switch;
import org.slipway.model.ManifestDigest;
import org.slipway.testkit.ManualLoop;

/** What a person does in a window with what is stored. */
class StoreManageTest {
    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final List<Inventory> shown = new ArrayList<>();
    private final Deque<Wish> wishes = new ArrayDeque<>();
    private final List<Store.Entry> stored = new ArrayList<>(List.of(entry("0"), entry("1")));
    private Optional<Exception> failure = Optional.empty();

    private static Store.Entry entry(String digit) {
        ManifestDigest digest = ManifestDigest.of("sha256=" + digit.repeat(64)).orElseThrow();
        return new Store.Entry(digest, Path.of("/store/" + digest));
    }

    private Object remove(Object path) throws Exception {
        if (failure.isPresent()) throw failure.get();
        stored.removeIf(entry -> entry.path().equals(path));
        return null;
    }

    private Promise<Integer> manage() throws Complaint {
        Window window = Partly.a(Window.class, Map.of("offer", asked -> {
            shown.add((Inventory) asked[0]);
            return loop.promises().resolved(wishes.pop());
        }));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        Console console = new Console(nowhere, nowhere, false);
        console.beside(window);
        Services services = SomeServices.of(
                loop,
                Partly.a(FeedCache.class, Map.of("list", nothing -> List.of())),
                Partly.a(Store.class, Map.of("list", nothing -> List.copyOf(stored))),
                Partly.a(
                        Upkeep.class,
                        Map.of(
                                "size", entry -> 5L,
                                "remove", entry -> remove(entry[0]),
                                "verify", entry -> new Verification.Intact())));
        Arguments typed = Arguments.parse(List.of("store", "manage"));
        Promise<Integer> status =
                new StoreManage(services, console, null).run(new Command.Invocation(typed, List.of()), scope);
        loop.run();
        return status;
    }

    @Test
    void what_has_come_of_each_wish_is_shown_with_what_is_left() throws Exception {
        wishes.addAll(List.of(new Wish(Deed.VERIFY, 1), new Wish(Deed.REMOVE, 0), new Wish(Deed.LEAVE, 0)));
        assertThat(loop.value(manage())).isZero();
        assertThat(shown).extracting(all -> all.items().size()).containsExactly(2, 2, 1);
        assertThat(shown)
                .extracting(Inventory::note)
                .satisfiesExactly(
                        first -> assertThat(first).isEmpty(),
                        verified -> assertThat(verified).endsWith("1 is as it should be"),
                        removed -> assertThat(removed).endsWith("0 is removed"));
    }

    @Test
    void one_that_cannot_be_dealt_with_is_told_and_leaves_the_others() throws Exception {
        failure = Optional.of(new AccessDeniedException("/store"));
        wishes.addAll(List.of(new Wish(Deed.REMOVE, 0), new Wish(Deed.LEAVE, 0)));
        assertThat(loop.value(manage())).isZero();
        assertThat(shown.get(1).note()).contains("/store");
        assertThat(shown.get(1).items()).hasSize(2);
    }

    @Test
    void what_should_not_happen_ends_it() throws Exception {
        failure = Optional.of(new IllegalStateException("broken"));
        wishes.add(new Wish(Deed.REMOVE, 0));
        Promise<Integer> status = manage();
        assertThat(status.getFailure()).isSameAs(failure.orElseThrow());
        assertThat(shown).hasSize(1);
    }

    @Test
    void nothing_is_shown_any_more_when_the_command_is_stopped() throws Exception {
        failure = Optional.of(new AccessDeniedException("/store"));
        wishes.add(new Wish(Deed.REMOVE, 0));
        scope.off();
        assertThat(manage().getFailure()).isSameAs(failure.orElseThrow());
        assertThat(shown).hasSize(1);
    }
}
