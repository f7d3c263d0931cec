package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.util.concurrent.CancellationException;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
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
    private final Proxies proxies;
    private final Exchanges exchanges;
    private final DownloadRequest request;
    private final Switch scope;
    private int redirects;

    Transfer(Loop loop, Sites sites, Proxies proxies, Exchanges exchanges, DownloadRequest request, Switch scope) {
        this.loop = loop;
        this.sites = sites;
        this.proxies = proxies;
        this.exchanges = exchanges;
        this.request = request;
        this.scope = scope;
    }

    Promise<Download> from(URI uri) {
        return hop(uri).recoverWith(failed -> given(failed.getFailure()));
    }

    /** A place in the site's queue, one exchange, out of the queue, and on to where it leads. */
    private Promise<Download> hop(URI uri) {
        if (scope.isOff()) return aborted();
        if (proxies.of(Site.of(uri)) instanceof Proxies.Setting.Unusable unusable)
            return failure(new NetworkProblem(uri, Kind.PROTOCOL, unusable.why()));
        Switch place = scope.child();
        Promise<Reply> reply = sites.place(uri, place).flatMap(permit -> {
            if (place.isOff()) throw new CancellationException();
            request.listener().placed(uri);
            return answered(uri, place);
        });
        return leaving(place, reply).flatMap(answer -> next(uri, answer));
    }

    private Promise<Download> next(URI uri, Reply reply) {
        if (scope.isOff()) return aborted();
        return reply.fold(
                ended -> loop.promises().resolved(ended.download()),
                redirected -> follow(uri, redirected.location()),
                unanswered -> failure(unanswered.problem()));
    }

    private Promise<Download> follow(URI uri, String location) {
        if (++redirects > MOST_REDIRECTS)
            return failure(new NetworkProblem(
                    uri, Kind.BAD_REDIRECT, location + ": more than " + MOST_REDIRECTS + " redirects"));
        return Target.of(uri, location)
                .fold(
                        target -> hop(target.uri()),
                        refused -> failure(new NetworkProblem(uri, Kind.BAD_REDIRECT, refused.why())));
    }

    /** Asked twice if need be: the server may have closed a kept connection just when it was used again. */
    private Promise<Reply> answered(URI uri, Switch place) {
        return exchange(uri, place).flatMap(reply -> {
            boolean again = reply instanceof Reply.Unanswered && !place.isOff();
            return again ? exchange(uri, place) : loop.promises().resolved(reply);
        });
    }

    private Promise<Reply> exchange(URI uri, Switch place) {
        Switch exchange = place.child();
        return leaving(exchange, exchanges.exchange(request, uri, exchange));
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
