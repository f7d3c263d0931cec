package org.slipway.container.internal;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Says which packages this bundle is wired to, so that no class is ever loaded that lacks one. A service of the right name
 * is not enough: its package may have come after this bundle was resolved, and then it is another's.
 */
@Component(
        immediate = true,
        service = {})
public final class Wires {
    private final List<ServiceRegistration<Present>> told = new ArrayList<>();

    @Activate
    public Wires(BundleContext context) {
        for (BundleWire wire :
                context.getBundle().adapt(BundleWiring.class).getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            Object name = wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
            told.add(context.registerService(
                    Present.class, new Present() {}, new Hashtable<>(Map.of(Present.PACKAGE, name))));
        }
    }

    @Deactivate
    void leave() {
        told.forEach(ServiceRegistration::unregister);
    }
}
