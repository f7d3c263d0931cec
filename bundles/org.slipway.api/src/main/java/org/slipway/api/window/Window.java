package org.slipway.api.window;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Switch;

/** What one command shows to a person, who may cancel it at any time. */
@ConsumerType
public interface Window {

    /** Where it is, for a person who does not see it yet; a page's address, which is a secret. */
    String place();

    /** What leads to {@link #place} and is no secret itself, such as a file that only the user can read. Empty if there is none. */
    default Optional<String> way() {
        return Optional.empty();
    }

    /** Why the person may not see it come up, in a sentence for the user. Empty if nothing is known against it. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Each time that something has been asked, and nobody has been there to see it for some time, the action is run. On the loop. */
    default void onUnattended(Runnable action) {}

    /** Resolves when the person wants the command to stop; never, if they do not. */
    Promise<Done> cancelled();

    /**
     * Shows what is chosen, and asks whether to go on with it.
     *
     * @param scope turned off: the question is withdrawn, and the decision is {@code STOP}
     */
    Promise<Decision> propose(Proposal proposal, Switch scope);

    /**
     * Shows what is kept, in place of what it has shown before, and asks what to do with it.
     *
     * @param scope turned off: the wish is {@code LEAVE}
     */
    Promise<Inventory.Wish> offer(Inventory inventory, Switch scope);

    /** Shows how the command has ended; resolves when it is seen, or after a short time. Nothing else is shown after it. */
    Promise<Done> end(Ending ending);

    enum Decision {
        GO_ON,
        STOP
    }

    /** @param words for the user; may be several lines */
    record Ending(Outcome outcome, String words) {}

    enum Outcome {
        DONE,
        FAILED
    }
}
