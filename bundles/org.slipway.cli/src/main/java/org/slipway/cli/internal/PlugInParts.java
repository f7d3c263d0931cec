package org.slipway.cli.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * What the components of a plug-in come to. The component runtime makes one when somebody wants it, and who wants it is not
 * told that there is none, nor why.
 */
record PlugInParts(BundleContext context) {

    /** Has all made that the bundle offers; they stay as long as it does. */
    void make(Bundle bundle) throws Complaint {
        ServiceReference<?>[] offered = bundle.getRegisteredServices();
        if (offered == null) return;
        for (ServiceReference<?> one : offered)
            if (context.getService(one) == null) throw new Complaint(failure(bundle));
    }

    private String failure(Bundle bundle) {
        return components(bundle)
                .filter(one -> one.failure != null)
                .map(one -> "its component " + one.description.name + " fails: " + root(one.failure))
                .findFirst()
                .orElse("what it offers cannot be had");
    }

    /** @param trace of an exception */
    private static String root(String trace) {
        String cause = "Caused by: ";
        return trace.lines()
                .filter(line -> line.startsWith(cause))
                .map(line -> line.substring(cause.length()))
                .reduce((above, below) -> below)
                .orElseGet(() -> trace.lines().findFirst().orElse(""));
    }

    /** What it needs to be of any use, and nobody offers. */
    Optional<String> lacking(Bundle bundle) {
        return components(bundle)
                .filter(one -> one.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE)
                .map(one -> "its component " + one.description.name + " waits for the service "
                        + wanted(one, one.unsatisfiedReferences[0]) + ", which nobody offers")
                .findFirst();
    }

    private static String wanted(ComponentConfigurationDTO component, UnsatisfiedReferenceDTO reference) {
        String type = Arrays.stream(component.description.references)
                .filter(one -> one.name.equals(reference.name))
                .map(one -> one.interfaceName)
                .findFirst()
                .orElse(reference.name);
        return reference.target == null ? type : type + " with " + reference.target;
    }

    private Stream<ComponentConfigurationDTO> components(Bundle bundle) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) return Stream.empty();
        ServiceComponentRuntime runtime = context.getService(reference);
        return runtime.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(one -> runtime.getComponentConfigurationDTOs(one).stream());
    }
}
