package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class PlugInPartsTest {
    private final ComponentConfigurationDTO component = new ComponentConfigurationDTO();
    private Object offered;

    PlugInPartsTest() {
        component.description = new ComponentDescriptionDTO();
        component.description.name = "com.acme.Policy";
    }

    private final Bundle bundle = Partly.a(Bundle.class, Map.of("getRegisteredServices", arguments ->
            new ServiceReference<?>[] {Partly.a(ServiceReference.class, Map.of())}));

    private PlugInParts parts() {
        ServiceReference<?> reference = Partly.a(ServiceReference.class, Map.of());
        ServiceComponentRuntime runtime = Partly.a(
                ServiceComponentRuntime.class,
                Map.of(
                        "getComponentDescriptionDTOs",
                        arguments -> List.of(component.description),
                        "getComponentConfigurationDTOs",
                        arguments -> List.of(component)));
        return new PlugInParts(Partly.a(
                BundleContext.class,
                Map.of(
                        "getServiceReference",
                        arguments -> reference,
                        "getService",
                        arguments -> arguments[0] == reference ? runtime : offered)));
    }

    @Test
    void what_can_be_had_is_well() {
        offered = "a service";
        assertThatCode(() -> parts().make(bundle)).doesNotThrowAnyException();
        assertThatCode(() -> parts().make(Partly.a(Bundle.class, Map.of("getRegisteredServices", arguments -> null))))
                .as("nothing is offered")
                .doesNotThrowAnyException();
        assertThat(parts().lacking(bundle)).isEmpty();
    }

    @Test
    void what_fails_is_named_with_the_first_cause() {
        component.failure = "java.lang.reflect.InvocationTargetException\n\tat x\nCaused by: a.B: above\n\tat y\n"
                + "Caused by: c.D: there is no licence\n\tat z\n";
        assertThatThrownBy(() -> parts().make(bundle))
                .isInstanceOf(Complaint.class)
                .hasMessage("its component com.acme.Policy fails: c.D: there is no licence");
        component.failure = "c.D: there is no licence\n\tat z\n";
        assertThatThrownBy(() -> parts().make(bundle)).hasMessageEndingWith("fails: c.D: there is no licence");
        component.failure = null;
        assertThatThrownBy(() -> parts().make(bundle)).hasMessage("what it offers cannot be had");
    }

    @Test
    void what_waits_for_a_service_says_for_which() {
        component.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        UnsatisfiedReferenceDTO missing = new UnsatisfiedReferenceDTO();
        missing.name = "census";
        component.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {missing};
        ReferenceDTO reference = new ReferenceDTO();
        reference.name = "census";
        reference.interfaceName = "com.acme.Census";
        component.description.references = new ReferenceDTO[] {reference};
        assertThat(parts().lacking(bundle))
                .contains("its component com.acme.Policy waits for the service com.acme.Census, which nobody offers");
        missing.target = "(size=big)";
        assertThat(parts().lacking(bundle).orElseThrow()).contains("com.acme.Census with (size=big), which");
    }
}
