package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

@InContainer
class BundlesTest {

    /** All but the parts that want what this container has not: {@code ContainerPartsTest} is about those. */
    private static List<ComponentDescriptionDTO> components(ServiceComponentRuntime runtime) {
        return runtime.getComponentDescriptionDTOs(Services.own().toArray(Bundle[]::new)).stream()
                .filter(component -> Arrays.stream(component.references)
                        .noneMatch(
                                reference -> reference.interfaceName.equals("org.slipway.container.internal.Present")))
                .toList();
    }

    @Test
    void every_bundle_resolves_and_starts() {
        assertThat(Services.context().getBundles()).hasSizeGreaterThan(20).allSatisfy(bundle -> assertThat(
                        bundle.getState())
                .as(bundle.getSymbolicName())
                .isIn(Bundle.ACTIVE, Bundle.STARTING));
    }

    @Test
    void every_component_is_satisfied() {
        ServiceComponentRuntime runtime = Services.get(ServiceComponentRuntime.class);
        assertThat(components(runtime)).extracting(component -> component.name).hasSizeGreaterThan(20);
        for (ComponentDescriptionDTO component : components(runtime)) {
            assertThat(runtime.getComponentConfigurationDTOs(component))
                    .as(component.name)
                    .extracting(BundlesTest::lacks)
                    .containsExactly("");
        }
    }

    /** What keeps a component from being made, or nothing. */
    private static String lacks(ComponentConfigurationDTO component) {
        boolean satisfied = component.state == ComponentConfigurationDTO.SATISFIED
                || component.state == ComponentConfigurationDTO.ACTIVE;
        return satisfied
                ? ""
                : "state " + component.state + " "
                        + Arrays.stream(component.unsatisfiedReferences)
                                .map(reference -> reference.name)
                                .toList();
    }

    @Test
    void every_service_can_be_made() {
        List<ServiceReference<?>> offered = Services.own().stream()
                .map(Bundle::getRegisteredServices)
                .filter(services -> services != null)
                .flatMap(Stream::of)
                .<ServiceReference<?>>map(reference -> reference)
                .toList();
        assertThat(offered).hasSizeGreaterThan(20);
        for (ServiceReference<?> reference : offered) {
            assertThat(Services.context().getService(reference))
                    .as(reference.toString())
                    .isNotNull();
            Services.context().ungetService(reference);
        }
    }
}
