package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.Launcher;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.api.settings.Places;
import org.slipway.api.store.Store;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;

/** From the URI of a signed feed to a running program, in a container, on the test net with its troubles. */
@InContainer
class MainJobTest {
    private static final List<String> LATE =
            List.of("org.slipway.transport.jetty", "org.slipway.signature.bouncycastle");

    @TempDir
    Path home;

    @Test
    void a_signed_feed_runs_and_a_second_run_needs_neither_network_nor_signatures() throws Exception {
        Places places = new Home(home);
        Services.offer(Places.class, places);
        try (TestNet net = TestNet.start()) {
            Path global = places.config().resolve("injector/global");
            Files.createDirectories(global.getParent());
            Files.writeString(
                    global, "[global]\nkey_info_server = " + net.keyInfo().uri() + "\n");
            Services.offer(MirrorStrategy.class, net.mirrorStrategy());
            // Those components that are active later have been used since.
            Services.restart();
            DemoWorld world = DemoWorld.publish(net).withTrouble();

            Selections first = Job.select(world.feed());
            assertThat(Job.download(first)).isInstanceOf(Acquisition.Complete.class);

            assertThat(first.selections()).hasSize(3);
            assertThat(intact(first)).hasSize(3);
            assertThat(output(first)).isEqualTo(world.output() + "\nan argument\n");
            assertThat(active()).containsExactlyInAnyOrderElementsOf(LATE);
            assertThat(net.mirror().paths())
                    .anyMatch(path -> path.startsWith("/feeds/"))
                    .anyMatch(path -> path.startsWith("/archive/"));

            List<Site> sites = List.of(net.feeds(), net.keyInfo(), net.mirror(), net.archives());
            sites.forEach(Site::forget);
            Services.restart();
            Selections second = Job.select(world.feed());
            assertThat(Job.download(second)).isInstanceOf(Acquisition.Complete.class);

            assertThat(second.selections())
                    .extracting(Selection::id)
                    .isEqualTo(first.selections().stream().map(Selection::id).toList());
            assertThat(output(second)).isEqualTo(world.output() + "\nan argument\n");
            assertThat(sites).allSatisfy(site -> assertThat(site.paths()).isEmpty());
            assertThat(active()).isEmpty();
        }
    }

    /** Those of the expensive bundles that have an active component. */
    private static List<String> active() {
        ServiceComponentRuntime runtime = Services.get(ServiceComponentRuntime.class);
        return LATE.stream()
                .filter(name -> Services.own().stream()
                        .filter(bundle -> bundle.getSymbolicName().equals(name))
                        .map(runtime::getComponentDescriptionDTOs)
                        .flatMap(Collection::stream)
                        .map(runtime::getComponentConfigurationDTOs)
                        .flatMap(Collection::stream)
                        .anyMatch(component -> component.state == ComponentConfigurationDTO.ACTIVE))
                .toList();
    }

    private static List<Path> intact(Selections selections) throws IOException {
        Store store = Services.get(Store.class);
        List<Path> intact = new ArrayList<>();
        for (Selection selection : selections.selections()) {
            Path path = store.find(selection.digests()).orElseThrow();
            ManifestDigest digest = selection.digests().get(0);
            if (store.verify(path, digest) instanceof Verification.Intact) intact.add(path);
        }
        return intact;
    }

    private String output(Selections selections) throws Exception {
        String script = Services.get(Launcher.class)
                .plan(selections, LaunchOptions.NONE)
                .script();
        Process process = new ProcessBuilder("/bin/sh", "-c", script, "sh", "an argument")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
