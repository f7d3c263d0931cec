package org.slipway.downloads.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * Tries a download again that broke, after a pause that doubles each time or is as long as the server demands, from where it
 * broke off. What another try would not change is left to mirrors.
 */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Who wants to be left alone for longer is not waited for. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A try that brought so much does not count: it went well until then. */
    private static final long PROGRESS = 1 << 20;
    /** RFC 9110, 15.5 and 15.6; RFC 6585; RFC 8470: those that may be over soon. */
    private static final Set<String> PASSING_STATUS = Set.of("408", "425", "429", "500", "502", "503", "504");

    private final Loop loop;
    private final int most;
    private final DownloadRequest request;
    private final Function<DownloadRequest, Promise<Download>> attempt;
    private final Switch scope;

    Retries(
            Loop loop,
            int most,
            DownloadRequest request,
            Function<DownloadRequest, Promise<Download>> attempt,
            Switch scope) {
        this.loop = loop;
        this.most = most;
        this.request = request;
        this.attempt = attempt;
        this.scope = scope;
    }

    Promise<Download> run() {
        return attempt(request.resume(), 0);
    }

    private Promise<Download> attempt(Beginning beginning, int failures) {
        Reached reached = new Reached(request.listener(), beginning);
        DownloadRequest from =
                request.with().resume(beginning).listener(reached).build();
        return attempt.apply(from)
                .flatMap(outcome -> outcome instanceof Download.NetworkFailure failure
                        ? afterFailure(failure, reached, reached.hasProgressed() ? 0 : failures)
                        : loop.promises().resolved(outcome));
    }

    private Promise<Download> afterFailure(Download.NetworkFailure failure, Reached reached, int failures) {
        NetworkProblem problem = failure.problem();
        Duration pause = FIRST_PAUSE.multipliedBy(1L << failures);
        Duration demanded = problem.retryAfter().orElse(Duration.ZERO);
        boolean again = failures < most && isPassing(problem, reached) && demanded.compareTo(LONGEST_PAUSE) <= 0;
        if (!again || scope.isOff()) return loop.promises().resolved(failure);
        Duration longer = demanded.compareTo(pause) > 0 ? demanded : pause;
        request.listener().retrying(problem, longer);
        return loop.pause(longer, scope)
                .flatMap(x -> scope.isOff()
                        ? loop.promises().resolved(new Download.Aborted())
                        : attempt(reached.beginning(), failures + 1));
    }

    private static boolean isPassing(NetworkProblem problem, Reached reached) {
        return switch (problem.kind()) {
            case BROKEN -> true;
            // Cut off in the middle; one that announces too little would do so again.
            case TOO_SHORT -> reached.isAnswered();
            case STATUS -> PASSING_STATUS.contains(problem.detail().split(" ", 2)[0]);
            default -> false;
        };
    }

    /** How far one try has come. */
    private static final class Reached implements TransferListener {
        private final TransferListener asker;
        private final Beginning begun;
        private Optional<Validators> answer = Optional.empty();
        private long start;
        private long length;

        Reached(TransferListener asker, Beginning begun) {
            this.asker = asker;
            this.begun = begun;
        }

        boolean isAnswered() {
            return answer.isPresent();
        }

        boolean hasProgressed() {
            return length - start >= PROGRESS;
        }

        /** What cannot be recognised is not gone on with: the server may have changed it in the meantime. */
        Beginning beginning() {
            if (answer.isEmpty()) return begun;
            return answer.get().equals(Validators.NONE) ? Beginning.NONE : new Beginning(length, answer.get());
        }

        @Override
        public void placed(URI uri) {
            asker.placed(uri);
        }

        @Override
        public void connected() {
            asker.connected();
        }

        @Override
        public void answered(URI from, Validators validators, long at) {
            answer = Optional.of(validators);
            start = at;
            length = at;
            asker.answered(from, validators, at);
        }

        @Override
        public void dated(URI from, Instant time) {
            asker.dated(from, time);
        }

        @Override
        public Optional<Promise<Done>> room() {
            return asker.room();
        }

        @Override
        public void received(long total) {
            length = total;
            asker.received(total);
        }
    }
}
