package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;

import org.slipway.api.driver.Acquisition;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.fetch.Fetching;

/** Why a command has failed, as a number for scripts: those of {@code 0install} on .NET. */
enum Status {
    FAILED(1),
    NETWORK(10),
    NO_RIGHT(11),
    FILES(12),
    UNSOLVABLE(20),
    UNLAUNCHABLE(21),
    MALFORMED(25),
    DIGEST(26),
    SIGNATURE(27),
    USAGE(99),
    STOPPED(100);

    private final int number;

    Status(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Status of(IOException problem) {
        return problem instanceof AccessDeniedException ? NO_RIGHT : FILES;
    }

    static Status of(FeedProblem problem) {
        return problem.fold(
                unreachable -> NETWORK,
                unsigned -> SIGNATURE,
                invalid -> SIGNATURE,
                untrusted -> SIGNATURE,
                notImported -> of(notImported.why()),
                cache -> FILES);
    }

    static Status of(Import outcome) {
        return outcome.fold(
                imported -> FAILED,
                same -> FAILED,
                replay -> SIGNATURE,
                malformed -> MALFORMED,
                wrong -> MALFORMED,
                rejected -> of(rejected.why()),
                aborted -> STOPPED);
    }

    static Status of(Acquisition.Failed failed) {
        return failed.failures()
                .get(0)
                .cause()
                .fold(
                        fetching -> of(fetching.why()),
                        packaged -> FAILED,
                        notInFeed -> UNSOLVABLE,
                        gone -> FILES,
                        offline -> NETWORK);
    }

    private static Status of(Fetching fetching) {
        return fetching.fold(
                stored -> FAILED,
                network -> NETWORK,
                mismatch -> DIGEST,
                recipe -> MALFORMED,
                none -> MALFORMED,
                store -> FILES,
                aborted -> STOPPED);
    }
}
