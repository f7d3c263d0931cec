package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.util.concurrent.CancellationException;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Network;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** The way of one download through sites, from redirect to redirect. On the loop. */
final class Transfer {

    private static final int MOST_REDIRECTS = 10;

    private final Loop loop;
    private final Sites sites;
    private final Exchanges exchanges;
    private final Network network;
    private final DownloadRequest request;
    private final Switch scope;
    private int redirects;

    Transfer(Loop loop, Sites sites, Exchanges exchanges, Network network, DownloadRequest request, Switch scope) {
        this.loop = loop;
        this.sites = sites;
        this.exchanges = exchanges;
        this.network = network;
        this.request = request;
        this.scope = scope;
    }

    /** @param credentials for the URI's site */
    Promise<Download> from(URI uri, Credentials credentials) {
        return hop(new Leg(request, uri, credentials)).recoverWith(failed -> given(failed.getFailure()));
    }

    /** A place in the site's queue, one exchange, out of the queue, and on to where it leads. */
    private Promise<Download> hop(Leg leg) {
        if (scope.isOff()) return aborted();
        Switch place = scope.child();
        Promise<Reply> reply = sites.place(leg.uri(), network.transfersPerSite(), place)
                .flatMap(permit -> {
                    if (place.isOff()) throw new CancellationException();
                    request.listener().placed(leg.uri());
                    return answered(leg, place);
                });
        return leaving(place, reply).flatMap(answer -> next(leg, answer));
    }

    private Promise<Download> next(Leg leg, Reply reply) {
        if (scope.isOff()) return aborted();
        return reply.fold(
                ended -> loop.promises().resolved(ended.download()),
                redirected -> follow(leg, redirected.location()),
                unanswered -> failure(unanswered.problem()),
                unfit -> failure(unfit.problem()));
    }

    private Promise<Download> follow(Leg leg, String location) {
        URI uri = leg.uri();
        if (++redirects > MOST_REDIRECTS)
            return failure(new NetworkProblem(
                    uri, Kind.BAD_REDIRECT, location + ": more than " + MOST_REDIRECTS + " redirects"));
        return Target.of(uri, location, network.downgrade())
                .fold(
                        target -> hop(leg.to(target.uri())),
                        refused -> failure(new NetworkProblem(uri, Kind.BAD_REDIRECT, refused.why())));
    }

    /** Asked twice if need be: the server may have closed a kept connection just when it was used again. */
    private Promise<Reply> answered(Leg leg, Switch place) {
        return exchange(leg, place).flatMap(reply -> {
            boolean again = reply instanceof Reply.Unanswered && !place.isOff();
            return again ? exchange(leg, place) : loop.promises().resolved(reply);
        });
    }

    /** Without what is there already if it does not fit. */
    private Promise<Reply> exchange(Leg leg, Switch place) {
        return once(leg, place).flatMap(reply -> {
            boolean anew = reply instanceof Reply.Unfit && !place.isOff();
            return anew ? once(leg.afresh(), place) : loop.promises().resolved(reply);
        });
    }

    private Promise<Reply> once(Leg leg, Switch place) {
        Switch exchange = place.child();
        return leaving(exchange, exchanges.exchange(leg, exchange));
    }

    /** What came, after the scope it came in has been cleaned up. */
    private <T> Promise<T> leaving(Switch inner, Promise<T> result) {
        Deferred<T> left = loop.promises().deferred();
        result.onResolve(() -> inner.off().onResolve(() -> left.resolveWith(result)));
        return left.getPromise();
    }

    private Promise<Download> given(Throwable failure) {
        return scope.isOff() && failure instanceof CancellationException
                ? aborted()
                : loop.promises().failed(failure);
    }

    private Promise<Download> aborted() {
        return loop.promises().resolved(new Download.Aborted());
    }

    private Promise<Download> failure(NetworkProblem problem) {
        return loop.promises().resolved(new Download.NetworkFailure(problem));
    }
}
