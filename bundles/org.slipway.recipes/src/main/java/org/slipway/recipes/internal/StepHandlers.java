package org.slipway.recipes.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.recipe.StepHandler;
import org.slipway.model.xml.Element;

/** Knows who does the steps of foreign namespaces. */
@Component(service = StepHandlers.class)
public final class StepHandlers {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, StepHandler>> handlers = List.of();

    @Activate
    public StepHandlers() {}

    Optional<StepHandler> find(Element step) {
        if (step.name().getNamespaceURI().equals(Element.ZERO_INSTALL)) return Optional.empty();
        return Ranked.snapshot(handlers).stream()
                .filter(handler ->
                        handler.texts(StepHandler.ELEMENT).contains(step.name().toString()))
                .map(Ranked::service)
                .findFirst();
    }
}
