package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

@InContainer
class DemoServiceTest {

    @Test
    @SuppressWarnings("unchecked")
    void the_demos_network_starts_when_called_and_stops_when_released() throws Exception {
        ServiceReference<Callable<Map<String, String>>> reference = (ServiceReference<Callable<Map<String, String>>>)
                Services.context().getServiceReferences(Callable.class.getName(), "(slipway.demo=start)")[0];
        Map<String, String> demo = Services.context().getService(reference).call();

        assertThat(demo).containsOnlyKeys("feed", "description", "output", "keyInfoServer", "mirror");
        URI feed = URI.create(demo.get("feed"));
        try (InputStream in = feed.toURL().openStream()) {
            assertThat(new String(in.readAllBytes()))
                    .contains("uri=\"" + feed + "\"")
                    .endsWith("-->\n");
        }

        reference.getBundle().stop();
        assertThatThrownBy(() -> feed.toURL().openStream()).isInstanceOf(ConnectException.class);
    }
}
