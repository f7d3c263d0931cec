package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.recipe.StepHandler;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.xml.Element;

/** What every handler of recipe steps does, whatever the step is. */
public abstract class StepHandlerContract {
    protected final AwaitingLoop loop = new AwaitingLoop();

    protected abstract StepHandler handler() throws Exception;

    /** A step that it understands. */
    protected abstract Element step();

    /** One of the same name that lacks what it needs. */
    protected abstract Element incomplete();

    private final RecordedTree tree = new RecordedTree();

    @Test
    void its_element_is_of_a_namespace_of_its_own() {
        assertThat(step().name().getNamespaceURI()).isNotEmpty().isNotEqualTo(Element.ZERO_INSTALL);
        assertThat(incomplete().name()).isEqualTo(step().name());
    }

    @Test
    void nothing_is_built_before_its_turn_has_come() throws Exception {
        Promising.Action<TreeBuilder> action = loop.await(handler().start(step(), loop.scope()));
        assertThat(tree.entries()).isEmpty();

        assertThat(loop.await(action.apply(tree))).isSameAs(tree);
        assertThat(tree.entries()).isNotEmpty();
    }

    @Test
    void a_step_that_lacks_something_fails_and_says_what() throws Exception {
        Promise<Promising.Action<TreeBuilder>> started = handler().start(incomplete(), loop.scope());
        loop.awaitUntil(started::isDone);

        assertThat(started.getFailure()).isNotNull();
        assertThat(started.getFailure().getMessage()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void it_ends_when_the_recipe_is_given_up() throws Exception {
        Switch scope = loop.scope();
        Promise<?> started = handler().start(step(), scope);
        loop.await(scope.off());

        loop.awaitUntil(started::isDone);
    }
}
