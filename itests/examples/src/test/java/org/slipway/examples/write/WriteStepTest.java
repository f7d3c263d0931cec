package org.slipway.examples.write;

import java.util.List;
import java.util.Map;

import javax.xml.namespace.QName;

import org.slipway.api.recipe.StepHandler;
import org.slipway.model.xml.Element;
import org.slipway.testkit.StepHandlerContract;

class WriteStepTest extends StepHandlerContract {
    private static final QName NAME = new QName(WriteStep.NAMESPACE, "write");

    @Override
    protected StepHandler handler() {
        return new WriteStep(loop);
    }

    @Override
    protected Element step() {
        return Element.of(NAME, Map.of(new QName("dest"), "etc/motd"), List.of(), "Welcome\n");
    }

    @Override
    protected Element incomplete() {
        return Element.of(NAME, Map.of(), List.of(), "Welcome\n");
    }
}
