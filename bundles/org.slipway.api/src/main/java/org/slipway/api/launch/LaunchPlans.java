package org.slipway.api.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.selections.Selections;

/**
 * Keeps launch plans where {@code bin/slipway} finds them before it starts a JVM. A plan looks itself whether all that it was
 * made from is as it was; if anything is not, the JVM is asked as if there were no plan.
 */
@ProviderType
public interface LaunchPlans {

    /** What {@code run NAME} does. */
    Promise<Keeping> keep(App app, Selections selections, Switch scope);

    /**
     * What {@code run URI} does.
     *
     * @param uri an http(s) URI, or the path of a local feed
     * @param feeds all that the choice was made from
     */
    Promise<Keeping> keep(InterfaceUri uri, Selections selections, Set<FeedUri> feeds, Switch scope);

    /** A look for news of the application begins: its plan need not start another for some time. Blocks: off the loop. */
    void renew(App app) throws IOException;

    /** The same for an interface. Blocks: off the loop. */
    void renew(InterfaceUri uri) throws IOException;

    /** Forgets what is kept for an application. Blocks: off the loop. */
    void forget(App app) throws IOException;

    /** Every plan that {@code bin/slipway} could find. Blocks: off the loop. */
    List<Kept> kept() throws IOException;

    /**
     * A plan that is kept.
     *
     * @param entries the directories of the stores that its program is launched from
     * @param lastUse when it was last asked to launch something, or made; the epoch if it never looks for news, as it then leaves no
     *     sign of that
     */
    record Kept(Path file, Set<Path> entries, Instant lastUse) {}
}
