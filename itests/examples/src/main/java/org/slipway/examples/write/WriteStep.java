package org.slipway.examples.write;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.recipe.StepHandler;
import org.slipway.async.Loop;
import org.slipway.async.Promising.Action;
import org.slipway.async.Switch;
import org.slipway.model.xml.Element;

/** A recipe step of a namespace of its own: {@code <write dest="PATH">TEXT</write>} makes a file with that text. */
@Component(property = StepHandler.ELEMENT + "={" + WriteStep.NAMESPACE + "}write")
public final class WriteStep implements StepHandler {
    static final String NAMESPACE = "http://example.org/slipway/write";

    private final Loop loop;

    @Activate
    public WriteStep(@Reference Loop loop) {
        this.loop = loop;
    }

    @Override
    public Promise<Action<TreeBuilder>> start(Element step, Switch scope) {
        Optional<String> dest = step.attribute("dest");
        if (dest.isEmpty())
            return loop.promises().failed(new IllegalArgumentException("write does not say where to: it has no dest"));
        byte[] text = step.text().getBytes(StandardCharsets.UTF_8);
        return loop.promises()
                .resolved(tree -> loop.offLoop(() -> {
                    tree.file(dest.get(), 0, TreeBuilder.Mode.PLAIN, new ByteArrayInputStream(text));
                    return tree;
                }));
    }
}
