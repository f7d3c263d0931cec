package org.slipway.recipes.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.osgi.util.promise.Promise;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.RetrievalMethod;
import org.slipway.model.feed.RetrievalMethod.Step;
import org.slipway.model.xml.Element;

/** One implementation's way into the store: its retrieval methods one after the other, then the implementation mirrors. */
final class Retrieval {

    /** The type of what implementation mirrors have. */
    private static final String TAR_BZIP2 = "application/x-bzip-compressed-tar";

    private final Loop loop;
    private final Cook cook;
    private final Mirrors mirrors;
    private final Announcer announcer;
    private final Allowance allowance;
    private final Order order;
    private final String id;
    private final Switch scope;
    private final List<Fetching> failures = new ArrayList<>();

    Retrieval(
            Loop loop,
            Cook cook,
            Mirrors mirrors,
            Announcer announcer,
            Allowance allowance,
            Order order,
            String id,
            Switch scope) {
        this.loop = loop;
        this.cook = cook;
        this.mirrors = mirrors;
        this.announcer = announcer;
        this.allowance = allowance;
        this.order = order;
        this.id = id;
        this.scope = scope;
    }

    Promise<Fetching> run(List<RetrievalMethod> methods) {
        List<RetrievalMethod> usable =
                methods.stream().filter(cook::understands).toList();
        if (usable.isEmpty()) return loop.promises().resolved(new Fetching.NoRetrievalMethod());
        return firstThatWorks(usable).flatMap(outcome -> isFinal(outcome) ? sure(outcome) : fromMirrors(usable));
    }

    private Promise<Fetching> firstThatWorks(List<RetrievalMethod> methods) {
        RetrievalMethod best = methods.get(0);
        List<RetrievalMethod> others = methods.subList(1, methods.size());
        return follow(best, allowance.of(best)).flatMap(outcome -> {
            if (isFinal(outcome)) return sure(outcome);
            failures.add(outcome);
            return others.isEmpty() ? sure(outcome) : firstThatWorks(others);
        });
    }

    /** Asked only if a network was at fault: what a feed says wrongly or a digest refuses is no reason to ask them. */
    private Promise<Fetching> fromMirrors(List<RetrievalMethod> methods) {
        boolean network = failures.stream().anyMatch(Fetching.NetworkFailure.class::isInstance);
        List<URI> copies = network && order.feed() instanceof FeedUri.Remote remote
                ? mirrors.implementation(remote, id)
                : List.of();
        long allowed = methods.stream().mapToLong(allowance::of).max().orElse(Allowance.BASE);
        return firstCopy(copies, allowed);
    }

    private Promise<Fetching> firstCopy(List<URI> copies, long allowed) {
        if (copies.isEmpty()) return sure(summary());
        URI copy = copies.get(0);
        URI primary = problems().get(0).uri();
        announcer.announce(new Event.MirrorStarted(primary, copy));
        return follow(tree(copy), allowed).flatMap(outcome -> {
            boolean won = outcome instanceof Fetching.Stored;
            announcer.announce(won ? new Event.MirrorWon(primary, copy) : new Event.MirrorLost(primary, copy));
            if (isFinal(outcome)) return sure(outcome);
            failures.add(outcome);
            return firstCopy(copies.subList(1, copies.size()), allowed);
        });
    }

    private Promise<Fetching> follow(RetrievalMethod method, long allowed) {
        return attempt(method, allowed)
                .flatMap(outcome -> isRefused(outcome) && order.larder().mayDoBetter()
                        ? order.larder().startAfresh().flatMap(x -> attempt(method, allowed))
                        : sure(outcome));
    }

    /** Twice if what was made use of while it came was not the file that is there now. */
    private Promise<Fetching> attempt(RetrievalMethod method, long allowed) {
        return cook.follow(order, method, allowed, scope)
                .flatMap(outcome -> isRefused(outcome) && order.larder().wasTorn()
                        ? cook.follow(order, method, allowed, scope)
                        : sure(outcome));
    }

    /** What came is not what it should be. */
    private static boolean isRefused(Fetching outcome) {
        return outcome instanceof Fetching.DigestMismatch || outcome instanceof Fetching.BadRecipe;
    }

    private static RetrievalMethod tree(URI copy) {
        Step.Archive archive = new Step.Archive(
                copy.toString(), OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.of(TAR_BZIP2), 0);
        return new RetrievalMethod(List.of(archive), Element.of("archive"));
    }

    /** Neither another method nor a mirror could do better. */
    private static boolean isFinal(Fetching outcome) {
        return outcome instanceof Fetching.Stored
                || outcome instanceof Fetching.StoreFailure
                || outcome instanceof Fetching.Aborted;
    }

    private List<NetworkProblem> problems() {
        return failures.stream()
                .filter(Fetching.NetworkFailure.class::isInstance)
                .flatMap(failure -> ((Fetching.NetworkFailure) failure).problems().stream())
                .toList();
    }

    /** What the preferred method ran into; of the network, what every attempt ran into. */
    private Fetching summary() {
        Fetching first = failures.get(0);
        return first instanceof Fetching.NetworkFailure ? new Fetching.NetworkFailure(problems()) : first;
    }

    private Promise<Fetching> sure(Fetching outcome) {
        return loop.promises().resolved(outcome);
    }
}
