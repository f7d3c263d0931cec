package org.slipway.recipes.internal;

import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.recipe.StepHandler;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.model.xml.Element;

/** Knows who does the steps of foreign namespaces. */
@Component(service = StepHandlers.class)
public final class StepHandlers {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, StepHandler>> handlers = List.of();

    private final Providers<StepHandler> providers;

    @Activate
    public StepHandlers(@Reference Loop loop, @Reference Announcer announcer) {
        this.providers = new Providers<>(
                loop, "step handler", () -> handlers, text -> announcer.announce(new Event.Warning(text)));
    }

    /** Those who do it, the highest ranking first. */
    List<Provider<StepHandler>> find(Element step) {
        if (step.name().getNamespaceURI().equals(Element.ZERO_INSTALL)) return List.of();
        return providers.inTurn().stream()
                .filter(handler ->
                        handler.texts(StepHandler.ELEMENT).contains(step.name().toString()))
                .toList();
    }
}
