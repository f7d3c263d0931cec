package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.Places;
import org.slipway.itests.Project;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;

/** The parts that everybody uses are exchanged under those who use them, and nobody notices. */
@InContainer
class SwapTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);
    private static final int CYCLES = EFFORT > 1 ? 100 : 20;
    private static final int AT_A_TIME = 200;

    @TempDir
    Path home;

    @Test
    void no_download_fails_and_no_class_loader_stays_while_plug_ins_are_updated_stopped_started_and_replaced()
            throws Exception {
        Places places = new Home(home);
        Services.offer(Places.class, places);
        try (TestNet net = TestNet.start()) {
            Path global =
                    Files.createDirectories(places.config().resolve("injector")).resolve("global");
            Files.writeString(
                    global, "[global]\nkey_info_server = " + net.keyInfo().uri() + "\n");
            // For a moment, a transport and the one that replaces it both have transfers.
            for (Site site : List.of(net.feeds(), net.keyInfo(), net.archives())) site.limit(64);
            Services.restart();
            List<Swapped> parts = new ArrayList<>();
            for (URI jar : List.of(
                    own("org.slipway.transport.jetty"),
                    own("org.slipway.archives"),
                    Project.example("nearest").toUri(),
                    Project.example("foureyes").toUri())) parts.add(new Swapped(jar));
            Load load = new Load(net, AT_A_TIME);
            load.start();
            swap(parts, load);
            load.stop();

            assertThat(load.failures()).isEmpty();
            assertThat(load.done()).isGreaterThan(AT_A_TIME);
            for (Swapped part : parts)
                assertThat(part.leaked()).as(part.toString()).isLessThanOrEqualTo(Swapped.BEING_USED);
        }
    }

    private static URI own(String name) {
        return Project.jar("org.slipway", name, "0.1.0").toUri();
    }

    private static void swap(List<Swapped> parts, Load load) throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(parts.size());
        List<Callable<Integer>> work = new ArrayList<>();
        for (Swapped part : parts) work.add(() -> part.cycles(CYCLES, load));
        for (Future<Integer> swapped : hands.invokeAll(work, 10, TimeUnit.MINUTES))
            assertThat(swapped.get()).isEqualTo(CYCLES);
        hands.shutdown();
    }
}
