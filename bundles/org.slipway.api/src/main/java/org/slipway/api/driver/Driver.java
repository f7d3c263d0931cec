package org.slipway.api.driver;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.api.solver.Choice;
import org.slipway.async.Switch;
import org.slipway.model.selections.Selections;

/** Gets from requirements to selections that are ready to run. */
@ProviderType
public interface Driver {

    /**
     * Solves, fetching the feeds that are needed until nothing new is wanted. Never blocks. Fails with an
     * {@link IllegalArgumentException} if there is no solver of the wanted name.
     *
     * @param scope turned off: everything stops, and the outcome is {@code Aborted}
     */
    Promise<Result> select(DriverRequest request, Switch scope);

    /**
     * Downloads what is missing of selections, all of it side by side; one failing does not stop the others. If they are a
     * {@link org.slipway.model.selections.Lock}, that says how; else their feeds do, which are fetched if they are needed.
     */
    Promise<Acquisition> download(Selections selections, DriverRequest request, Switch scope);

    /** Why selections are as they are, judged by what is cached now. Never blocks. */
    Promise<List<Choice>> choices(Selections selections, DriverRequest request);

    /** The selections that need a download. Blocks on the file system: off the loop. */
    Missing missing(Selections selections);
}
