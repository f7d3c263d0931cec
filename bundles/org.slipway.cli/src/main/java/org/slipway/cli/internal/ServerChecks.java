package org.slipway.cli.internal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Route;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Reach.Answer;

/** Which way to which server, whether it answers, and what time it is there. On the loop. */
final class ServerChecks {
    private static final Duration LITTLE = Duration.ofMinutes(5);
    private static final Duration MUCH = Duration.ofDays(1);
    /** Who says so is there, whatever else is not. */
    private static final Set<Kind> ANSWERS =
            Set.of(Kind.NOT_FOUND, Kind.STATUS, Kind.TOO_LONG, Kind.TOO_SHORT, Kind.BAD_REDIRECT);

    /** It is the proxy's connection that is not had then. */
    private static final Set<Kind> UNCONNECTED =
            Set.of(Kind.UNKNOWN_HOST, Kind.CONNECTION_REFUSED, Kind.CONNECT_TIMEOUT);

    private static final String TRY = "Check the variables http_proxy, https_proxy, all_proxy and no_proxy";

    private final Loop loop;
    private final Reach reach;
    private final List<Duration> clocks = new ArrayList<>();

    ServerChecks(Loop loop, Reach reach) {
        this.loop = loop;
        this.reach = reach;
    }

    /** @param what the name of the check */
    record Server(String what, URI uri, Wanted wanted) {}

    enum Wanted {
        /** Whatever it says. */
        ANY_ANSWER,
        THE_RESOURCE
    }

    /** Without asking anybody. */
    List<Diagnosis> ways(List<Server> servers) {
        return servers.stream()
                .map(server -> unusable(server)
                        .orElseGet(() -> Diagnosis.ok(
                                server.what(),
                                plain(server.uri()) + " would be asked " + way(server) + ", and was not")))
                .toList();
    }

    Promise<List<Diagnosis>> ask(List<Server> servers, Switch scope) {
        List<Promise<Diagnosis>> asked =
                servers.stream().map(server -> ask(server, scope)).toList();
        return loop.promises().all(asked).map(findings -> {
            List<Diagnosis> all = new ArrayList<>(findings);
            clock().ifPresent(all::add);
            return all;
        });
    }

    private Promise<Diagnosis> ask(Server server, Switch scope) {
        Optional<Diagnosis> unusable = unusable(server);
        if (unusable.isPresent()) return loop.promises().resolved(unusable.get());
        return reach.ask(server.uri(), scope)
                .map(answer -> judge(server, answer))
                .recover(failed -> Diagnosis.fail(
                        server.what(),
                        plain(server.uri()) + " cannot be asked: "
                                + failed.getFailure().getMessage(),
                        "See what is said of the cache"));
    }

    private Optional<Diagnosis> unusable(Server server) {
        if (server.uri().getHost() == null)
            return Optional.of(Diagnosis.fail(
                    server.what(),
                    "'" + plain(server.uri()) + "' is on no server",
                    "Put the setting right in ~/.config/0install.net/injector/global"));
        return reach.route(server.uri())
                .filter(Route.Unusable.class::isInstance)
                .map(route -> Diagnosis.fail(
                        server.what(),
                        plain(server.uri()) + " cannot be asked: " + ((Route.Unusable) route).why(),
                        TRY));
    }

    private Diagnosis judge(Server server, Answer answer) {
        answer.ahead().ifPresent(clocks::add);
        String way = "; asked " + way(server);
        if (answer.problem().isEmpty()) return Diagnosis.ok(server.what(), plain(server.uri()) + " answers" + way);
        NetworkProblem problem = answer.problem().get();
        String status = problem.kind() == Kind.STATUS ? problem.detail() : "";
        if (status.startsWith("407"))
            return Diagnosis.fail(server.what(), "the proxy says '" + status + "'" + way, "Check your login there");
        boolean enough = server.wanted() == Wanted.ANY_ANSWER ? ANSWERS.contains(problem.kind()) : isLong(problem);
        if (enough && status.startsWith("5"))
            return Diagnosis.warn(server.what(), plain(server.uri()) + " answers " + status + way, "Try again later");
        if (enough) return Diagnosis.ok(server.what(), plain(server.uri()) + " answers" + said(problem) + way);
        if (UNCONNECTED.contains(problem.kind())
                && reach.route(server.uri())
                        .filter(Route.Through.class::isInstance)
                        .isPresent())
            return Diagnosis.fail(
                    server.what(), plain(server.uri()) + " cannot be reached" + way, "Check the proxy. " + TRY);
        return Diagnosis.fail(
                server.what(), NetworkSentences.of(plain(problem)) + way, NetworkSentences.advice(problem));
    }

    private static String said(NetworkProblem problem) {
        return switch (problem.kind()) {
            case STATUS -> " " + problem.detail();
            case NOT_FOUND -> " " + (problem.detail().isEmpty() ? "404" : problem.detail());
            default -> "";
        };
    }

    private static boolean isLong(NetworkProblem problem) {
        return problem.kind() == Kind.TOO_LONG;
    }

    private String way(Server server) {
        return reach.route(server.uri())
                .map(route -> route.fold(
                        direct -> "directly", through -> "through the proxy " + through.proxy(), Route.Unusable::why))
                .orElse("in a way that nobody here knows");
    }

    /** One of several servers may be wrong by itself. */
    private Optional<Diagnosis> clock() {
        return clocks.stream().min(Comparator.comparing(Duration::abs)).map(ServerChecks::judge);
    }

    private static Diagnosis judge(Duration ahead) {
        String what =
                "what servers say differs from the clock here by " + ahead.abs().toSeconds() + " s";
        String advice = "Set the clock of this machine: date";
        if (ahead.abs().compareTo(MUCH) > 0) return Diagnosis.fail("time", what, advice);
        return ahead.abs().compareTo(LITTLE) > 0 ? Diagnosis.warn("time", what, advice) : Diagnosis.ok("time", what);
    }

    /** A password may stand in front of the host. */
    static String plain(URI uri) {
        String login = uri.getRawUserInfo();
        return login == null ? uri.toString() : uri.toString().replace("//" + login + "@", "//");
    }

    private static NetworkProblem plain(NetworkProblem problem) {
        return new NetworkProblem(URI.create(plain(problem.uri())), problem.kind(), problem.detail());
    }
}
