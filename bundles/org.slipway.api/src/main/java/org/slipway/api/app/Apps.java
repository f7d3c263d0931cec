package org.slipway.api.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.model.selections.Selections;

/** All named applications. */
@ProviderType
public interface Apps {

    /** In alphabetical order. */
    List<String> names() throws IOException;

    /** Nothing for what cannot be a name. */
    Optional<App> find(String name);

    /**
     * Makes one, whole or not at all.
     *
     * @throws BadApp if the name cannot be one, or there is one of that name
     */
    App create(String name, Wanted wanted, Selections selections) throws BadApp, IOException;

    /** Deletes it with its history. What is no application is left alone. */
    void destroy(App app) throws BadApp, IOException;

    /**
     * Whether what was selected can run now. If what the choice was made from has changed, it is made anew from what is
     * cached, and saved. Asks nobody.
     */
    Promise<Standing> standing(App app, Switch scope);
}
