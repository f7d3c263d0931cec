package org.slipway.api.interaction;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** Asks the user. */
@ConsumerType
public interface Interaction {

    /**
     * Asks which of the keys are trusted for the domain.
     *
     * @param scope turned off: the question is withdrawn and its answer, if it still comes, ignored
     */
    Promise<Answer> confirmKeys(KeyQuestion question, Switch scope);
}
