package org.slipway.itests.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.FrameworkFactory;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.settings.Places;
import org.slipway.api.store.Store;
import org.slipway.api.store.Verification;
import org.slipway.async.Loop;
import org.slipway.itests.Project;
import org.slipway.itests.container.AnotherProgram;
import org.slipway.itests.container.ArchiveFormats;
import org.slipway.itests.container.Home;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** The same scenario, from the URI of a signed feed to verified files, in each framework and without a container. */
class EmbeddingTest {
    private static final String EQUINOX = System.getProperty("slipway.equinox.version", "3.24.0");

    /** They come first, so that whoever may take either takes theirs. */
    private static final String BESIDE_OTHERS = "Felix with another Jetty and Bouncy Castle";

    @TempDir
    Path home;

    private static List<Path> bundles(String framework) throws IOException {
        if (!framework.equals(BESIDE_OTHERS)) return Embedded.bundles();
        try (Stream<Path> others = Files.list(Project.root().resolve("itests/target/others"))) {
            return Stream.concat(others.sorted(), Embedded.bundles().stream()).toList();
        }
    }

    private FrameworkFactory factory(String framework) throws Exception {
        if (!framework.equals("Equinox")) return new org.apache.felix.framework.FrameworkFactory();
        URL jar = Project.jar("org.eclipse.platform", "org.eclipse.osgi", EQUINOX)
                .toUri()
                .toURL();
        return (FrameworkFactory) new Own(jar)
                .loadClass("org.eclipse.osgi.launch.EquinoxFactory")
                .getConstructor()
                .newInstance();
    }

    /** Two frameworks on one class path: what both have is the first one's, but for the classes of OSGi itself. */
    private static final class Own extends URLClassLoader {
        Own(URL jar) {
            super(new URL[] {jar}, EmbeddingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.matches("org\\.(eclipse\\.(osgi|core|equinox)|apache\\.felix)\\..*"))
                return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Felix", "Equinox", BESIDE_OTHERS})
    void an_application_gets_verified_files_and_progress_and_asks_for_trust_itself(String framework) throws Exception {
        List<Event> progress = new CopyOnWriteArrayList<>();
        List<String> asked = new CopyOnWriteArrayList<>();
        try (TestNet net = TestNet.start();
                Slipway slipway = new Slipway(
                        factory(framework), Embedded.shared(), bundles(framework), home.resolve("framework"))) {
            DemoWorld world = DemoWorld.publish(net);
            Files.createDirectories(home.resolve("config/injector"));
            Files.writeString(
                    home.resolve("config/injector/global"),
                    "[global]\nauto_approve_keys = False\nkey_info_server = "
                            + net.keyInfo().uri() + "\n");
            slipway.offer(Places.class, new Home(home));
            slipway.offer(Monitor.class, progress::add);
            slipway.offer(Interaction.class, (question, scope) -> {
                asked.add(question.domain().text());
                return slipway.service(Loop.class)
                        .promises()
                        .resolved(new Answer.Trust(question.keys().stream()
                                .map(key -> key.description().key())
                                .collect(Collectors.toSet())));
            });
            slipway.start();

            Selections selections = acquire(slipway, world.feed().toString());

            assertThat(asked).hasSize(1);
            assertThat(progress).hasAtLeastOneElementOfType(Event.DownloadProgress.class);
            Store store = slipway.service(Store.class);
            for (Selection selection : selections.selections()) {
                Path files = store.find(selection.digests()).orElseThrow();
                assertThat(store.verify(files, selection.digests().get(0))).isInstanceOf(Verification.Intact.class);
            }
            ArchiveFormats.exchange(slipway.context());
            Selections other = acquire(slipway, AnotherProgram.publish(net).toString());
            assertThat(other.selections()).hasSize(1);
            assertThat(slipway.context().getBundles())
                    .extracting(Bundle::getState)
                    .containsOnly(Bundle.ACTIVE);
        }
    }

    private static Selections acquire(Slipway slipway, String uri) throws Exception {
        DriverRequest request = new DriverRequest(
                Requirements.run(new InterfaceUri(uri)).withCommand(Optional.empty()),
                Refresh.ALL,
                Optional.empty(),
                Goal.DOWNLOAD);
        Driver driver = slipway.service(Driver.class);
        Result result = slipway.ask(scope -> driver.select(request, scope)).getValue();
        assertThat(result).isInstanceOf(Result.Ready.class);
        Selections selections = ((Result.Ready) result).selections();
        assertThat(slipway.ask(scope -> driver.download(selections, request, scope))
                        .getValue())
                .isInstanceOf(Acquisition.Complete.class);
        return selections;
    }
}
