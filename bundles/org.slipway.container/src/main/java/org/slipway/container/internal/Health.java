package org.slipway.container.internal;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;

/** A health check that may fail itself, which is then what is wrong. */
abstract class Health implements HealthCheck {
    /** The target of the reference that each has, so that it is there only where health checks are. */
    static final String WHERE_CHECKED = "(package=org.apache.felix.hc.api)";

    static final String TAG = "hc.tags=slipway";

    /** Servers of others are not asked more often, whoever wants to know. */
    static final String SELDOM = "hc.resultCacheTtlInMs:Long=600000";

    abstract Result examine() throws Exception;

    @Override
    public final Result execute() {
        try {
            return examine();
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) Thread.currentThread().interrupt();
            return new Result(Status.HEALTH_CHECK_ERROR, Shown.text(failure), failure);
        }
    }

    /** Without servers of others, less works, and the rest does. */
    static Result of(Reach.Finding found) {
        return of(found.well() == Reach.Well.YES ? Status.OK : Status.WARN, found.state());
    }

    static Result of(Status status, String sentence) {
        return new Result(status, Shown.text(sentence));
    }
}
