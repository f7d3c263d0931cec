package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slipway.api.store.Store;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

/** What the folder of plug-ins has, and the framework is to have. */
class PlugInsTest {
    private static final Dictionary<String, String> NO_HEADERS = new Hashtable<>();

    @TempDir
    Path home;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Bundle> present = new ArrayList<>();
    private ServiceReference<?>[] offered;
    private boolean libraries;
    private Path folder;
    private PlugIns plugIns;

    @BeforeEach
    void a_framework() throws IOException {
        TestPlaces places = new TestPlaces(home);
        folder = Files.createDirectories(places.data().resolve("slipway/plugins"));
        plugIns = new PlugIns(
                framework(),
                new ManualLoop(),
                Partly.a(Store.class, Map.of()),
                new Console(
                        new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false),
                places,
                new TestHost(Map.of(), home));
    }

    private BundleContext framework() {
        FrameworkWiring wiring = Partly.a(FrameworkWiring.class, Map.of("resolveBundles", arguments -> true));
        Bundle system = Partly.a(Bundle.class, Map.of("adapt", arguments -> wiring));
        return Partly.a(
                BundleContext.class,
                Map.of(
                        "getBundle",
                        arguments -> system,
                        "getBundles",
                        arguments -> Stream.concat(Stream.of(nameless()), present.stream())
                                .toArray(Bundle[]::new),
                        "getServiceReference",
                        arguments -> null,
                        "getServiceReferences",
                        arguments -> "(slipway.part=libraries)".equals(arguments[1])
                                ? List.of(Partly.a(ServiceReference.class, Map.of()))
                                : List.of(),
                        "getService",
                        arguments -> (Callable<Boolean>) () -> libraries = true,
                        "registerService",
                        arguments -> null,
                        "installBundle",
                        arguments -> installed((String) arguments[0])));
    }

    /** As those have been that were made before OSGi 4. */
    private static Bundle nameless() {
        return Partly.a(Bundle.class, Map.of("getSymbolicName", arguments -> null));
    }

    /** What its file has is its name. */
    private Bundle installed(String location) throws IOException {
        assertThat(libraries).as("what it may import is there").isTrue();
        String name = Files.readString(Path.of(URI.create(location.replaceFirst("^slipway-plugin:", ""))));
        Bundle[] self = new Bundle[1];
        self[0] = Partly.a(
                Bundle.class,
                Map.of(
                        "getSymbolicName",
                        arguments -> name,
                        "getHeaders",
                        arguments -> NO_HEADERS,
                        "equals",
                        arguments -> self[0] == arguments[0],
                        "getRegisteredServices",
                        arguments -> offered,
                        "start",
                        arguments -> {
                            present.add(self[0]);
                            return null;
                        },
                        "uninstall",
                        arguments -> {
                            present.remove(self[0]);
                            return null;
                        }));
        return self[0];
    }

    private List<String> present() {
        return present.stream().map(Bundle::getSymbolicName).toList();
    }

    private Path jar(String file, String name) throws IOException {
        return Files.writeString(folder.resolve(file), name);
    }

    @Test
    void libraries_are_not_brought_for_nobody() {
        plugIns.look();

        assertThat(libraries).isFalse();
    }

    @Test
    void what_changes_in_the_folder_changes_in_the_framework() throws Exception {
        Path jar = jar("a.jar", "a");
        jar("b.jar", "b");
        plugIns.look();
        assertThat(present()).containsExactly("a", "b");

        plugIns.look();
        assertThat(present()).as("nothing has changed").containsExactly("a", "b");

        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        plugIns.look();
        assertThat(present()).as("a has come again").containsExactly("b", "a");

        Files.delete(jar);
        plugIns.look();
        assertThat(present()).containsExactly("b");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void what_is_damaged_is_told_once_and_keeps_no_other_away() throws Exception {
        Path note = Files.writeString(folder.resolve("a.plugin"), "feed=x");
        jar("b.jar", "b");

        plugIns.look();
        plugIns.look();

        assertThat(present()).containsExactly("b");
        assertThat(err.toString(UTF_8))
                .isEqualTo("warning: the plug-in a is left out: " + note
                        + " does not say which implementation it is for. Put it right, or take it away:"
                        + " slipway plugin remove a\n");
    }

    @Test
    void one_that_was_refused_comes_when_what_was_in_its_way_has_gone() throws Exception {
        Path old = jar("a.jar", "same");
        plugIns.look();
        jar("b.jar", "same");
        plugIns.look();
        assertThat(err.toString(UTF_8))
                .isEqualTo("warning: the plug-in b is left out: a bundle called same is there already\n");

        Files.delete(old);
        plugIns.look();
        assertThat(present()).containsExactly("same");
        Files.delete(folder.resolve("b.jar"));
        plugIns.look();
        assertThat(present()).isEmpty();
    }

    @Test
    void attack_what_others_could_have_put_there_is_left_out_with_where() throws Exception {
        jar("a.jar", "a");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
        plugIns.look();
        plugIns.look();
        assertThat(present()).isEmpty();
        assertThat(err.toString(UTF_8))
                .isEqualTo("warning: the plug-in a is left out: others can write to " + folder
                        + ". If you know what is there: chmod go-w " + folder + "\n");
    }

    @Test
    void what_speaks_against_one_may_go_though_its_file_stays_as_it_is() throws Exception {
        jar("a.jar", "a");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
        plugIns.look();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        plugIns.look();
        assertThat(present()).containsExactly("a");
    }

    @Test
    void what_one_offers_is_made_when_somebody_wants_it() throws Exception {
        offered = new ServiceReference<?>[] {Partly.a(ServiceReference.class, Map.of())};
        jar("a.jar", "a");
        plugIns.look();
        assertThat(present()).containsExactly("a");
        assertThat(err.toString(UTF_8)).isEmpty();
    }
}
