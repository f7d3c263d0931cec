package org.slipway.api.recipe;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.xml.Element;

/** Does recipe steps of a foreign namespace. Service property {@link #ELEMENT}: {@code {namespace}name} of each. */
@ConsumerType
public interface StepHandler {
    String ELEMENT = "recipe.element";

    /**
     * Starts whatever the step needs, such as downloads; the action then applies it to the tree in its turn. A promise
     * that fails makes the retrieval method fail, and the next one is tried.
     */
    Promise<Promising.Action<TreeBuilder>> start(Element step, Switch scope);
}
