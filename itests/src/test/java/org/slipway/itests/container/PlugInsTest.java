package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.slipway.api.settings.Places;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.itests.BundleJar;
import org.slipway.itests.Project;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.Release;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/** What {@code slipway plugin} does, and what never reaches the framework. */
@InContainer
class PlugInsTest {
    private static final String OLDEST = "org.slipway.examples.oldest";

    @TempDir
    Path home;

    /** A command line in a home of its own. */
    private static final class Line implements AutoCloseable {
        private final ServiceRegistration<?> places;

        Line(Path home) throws Exception {
            places = Services.offer(Places.class, new Home(home));
            Services.restart();
        }

        @SuppressWarnings("unchecked")
        int run(Object... words) {
            String[] typed = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
            return ((ToIntFunction<String[]>) Services.get(ToIntFunction.class)).applyAsInt(typed);
        }

        /** Nothing that was brought before is there any more. */
        void startAgain() throws Exception {
            uninstallAll();
            Services.restart();
        }

        private static void uninstallAll() throws BundleException {
            for (Bundle bundle : Services.context().getBundles())
                if (bundle.getLocation().startsWith("slipway-plugin:")) bundle.uninstall();
        }

        @Override
        public void close() throws BundleException {
            uninstallAll();
            places.unregister();
        }
    }

    /** What the terminal, which writes to the process's own output, says of a jar that it does not take. */
    private static String refusal(Path jar) throws Exception {
        Object plugIns = Services.context()
                .getService(Services.context().getServiceReference("org.slipway.cli.internal.PlugIns"));
        Method tried = plugIns.getClass().getDeclaredMethod("tried", Path.class);
        tried.setAccessible(true);
        try {
            tried.invoke(plugIns, jar);
            throw new AssertionError("It has been started: " + jar);
        } catch (InvocationTargetException refused) {
            return refused.getCause().getMessage();
        }
    }

    private static List<String> present() {
        return Stream.of(Services.context().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith("slipway-plugin:"))
                .map(Bundle::getSymbolicName)
                .toList();
    }

    private Path folder() {
        return new Home(home).data().resolve("slipway/plugins");
    }

    @Test
    void a_jar_is_there_from_when_it_is_added_until_it_is_removed() throws Exception {
        try (Line line = new Line(home)) {
            assertThat(line.run("plugin", "add", Project.example("oldest"))).isZero();
            assertThat(folder().resolve(OLDEST + ".jar")).exists();
            assertThat(present()).isEmpty();

            line.run("list");
            assertThat(present()).containsExactly(OLDEST);
            assertThat(line.run("plugin", "list")).isZero();

            Files.copy(Project.example("tally"), folder().resolve("by-hand.jar"));
            line.run("list");
            assertThat(present()).contains("org.slipway.examples.tally");

            assertThat(line.run("plugin", "remove", OLDEST)).isZero();
            line.run("list");
            assertThat(present()).containsExactly("org.slipway.examples.tally");
            assertThat(line.run("plugin", "remove", OLDEST)).isEqualTo(1);
        }
    }

    @Test
    void one_that_is_added_again_takes_the_place_of_the_old_one() throws Exception {
        try (Line line = new Line(home)) {
            assertThat(line.run("plugin", "add", Project.example("oldest"))).isZero();
            line.run("list");
            assertThat(line.run("plugin", "add", Project.example("oldest"))).isZero();
            line.run("list");
            assertThat(present()).containsExactly(OLDEST);
        }
    }

    @Test
    void a_damaged_note_keeps_no_plug_in_away_and_can_be_removed() throws Exception {
        try (Line line = new Line(home)) {
            assertThat(line.run("plugin", "add", Project.example("oldest"))).isZero();
            Path note = Files.writeString(folder().resolve("damaged.plugin"), "digest=none");
            line.run("list");
            assertThat(present()).containsExactly(OLDEST);
            assertThat(line.run("plugin", "list")).isZero();
            assertThat(line.run("plugin", "remove", "damaged")).isZero();
            assertThat(note).doesNotExist();
        }
    }

    @Test
    void attack_what_others_could_have_put_there_never_reaches_the_framework() throws Exception {
        try (Line line = new Line(home)) {
            Files.createDirectories(folder());
            Path jar = Files.copy(Project.example("tally"), folder().resolve("tally.jar"));
            for (Path open : List.of(jar, folder(), folder().getParent())) {
                var before = Files.getPosixFilePermissions(open);
                for (String others : List.of("rwxrwxr-x", "rwxr-xrwx")) {
                    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(others));
                    line.run("list");
                    assertThat(present()).as(open + " " + others).isEmpty();
                    line.startAgain();
                }
                Files.setPosixFilePermissions(open, before);
            }
            Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
            Files.setPosixFilePermissions(folder().getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
            line.run("list");
            assertThat(present()).containsExactly("org.slipway.examples.tally");
        }
    }

    @Test
    void what_does_not_fit_is_refused_with_what_it_lacks_in_one_line() throws Exception {
        try (Line line = new Line(home)) {
            Path newer = jar("newer", "Import-Package", "org.slipway.api.archive;version=\"[9,10)\"");
            assertThat(line.run("plugin", "add", newer)).isEqualTo(1);
            assertThat(refusal(newer))
                    .contains("it needs the package org.slipway.api.archive", "9.0", "there is 1.4.0")
                    .doesNotContain("\n");
            assertThat(refusal(jar("fragment", "Fragment-Host", "org.slipway.trust")))
                    .contains("a fragment");
            assertThat(refusal(Project.jar("org.slipway", "org.slipway.trust", "0.1.0")))
                    .contains("cannot be installed", "org.slipway.trust");
            assertThat(refusal(Files.writeString(home.resolve("text.jar"), "no jar")))
                    .contains("cannot be installed");
            assertThat(present()).isEmpty();
            assertThat(folder()).doesNotExist();
        }
    }

    @Test
    void what_does_not_start_is_left_out_with_the_reason() throws Exception {
        assertThat(refusal(starting(Broken.class)))
                .contains("it cannot be started", "there is no licence")
                .doesNotContain("\n");
        assertThat(refusal(starting(Stuck.class))).contains("it cannot be started", "no answer within 5s");
        assertThat(refusal(BundleJar.component(Unlicensed.class, Runnable.class, "")
                        .in(home)))
                .contains("its component unlicensed fails", "IllegalStateException: there is no licence")
                .doesNotContain("\n");
        assertThat(present()).isEmpty();
    }

    public static final class Broken implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("there is no licence");
        }

        @Override
        public void stop(BundleContext context) {}
    }

    public static final class Stuck implements BundleActivator {
        @Override
        public void start(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void stop(BundleContext context) {}
    }

    public static final class Unlicensed implements Runnable {
        public Unlicensed() {
            throw new IllegalStateException("there is no licence");
        }

        @Override
        public void run() {}
    }

    private Path starting(Class<? extends BundleActivator> activator) throws IOException {
        return BundleJar.of(
                        activator,
                        Map.of("Bundle-Activator", activator.getName(), "Import-Package", "org.osgi.framework"))
                .in(home);
    }

    private Path jar(String name, String header, String value) throws IOException {
        return new BundleJar(name, Map.of(header, value), Map.of()).in(home);
    }

    @Test
    void attack_whom_the_rules_of_a_plug_in_forbid_is_not_trusted_when_it_cannot_be_asked() throws Exception {
        String policy = "osgi.service;objectClass:List<String>=\"org.slipway.api.trust.TrustPolicy\"";
        BundleJar rules =
                new BundleJar("rules", Map.of("Provide-Capability", policy, "Import-Package", "org.gone"), Map.of());
        try (TestNet net = TestNet.start();
                Line line = new Line(home)) {
            believe(net);
            URI feed = net.feeds().uri("/tool.xml");
            Release release = net.release("1", Tree.EMPTY, "/tool.tar.gz");
            net.publish("/tool.xml", FeedText.of(feed, "tool", release.implementation()));
            Files.createDirectories(folder());

            Path jar = rules.in(folder());
            assertThat(line.run("select", "--command=", feed)).isEqualTo(1);
            Files.delete(jar);
            Path note = folder().resolve("rules.plugin");
            Files.writeString(note, "policy=true\ndigest=sha1new=" + "1".repeat(40) + "\n");
            assertThat(line.run("select", "--command=", feed)).isEqualTo(1);
            Files.writeString(note, "digest=none");
            assertThat(line.run("select", "--command=", feed))
                    .as("nobody knows what it was")
                    .isEqualTo(1);
            Files.delete(note);
            Path failing = BundleJar.component(FailingRules.class, TrustPolicy.class, "org.slipway.api.trust")
                    .in(folder());
            assertThat(line.run("select", "--command=", feed))
                    .as("its component fails")
                    .isEqualTo(1);
            Files.delete(failing);
            Files.copy(Project.example("foureyes"), folder().resolve("foureyes.jar"));
            assertThat(line.run("select", "--command=", feed)).isZero();
        }
    }

    public static final class FailingRules implements TrustPolicy {
        public FailingRules() {
            throw new IllegalStateException("there is no licence");
        }

        @Override
        public Opinion judge(Case question) {
            return new Opinion.None();
        }
    }

    private void believe(TestNet net) throws IOException {
        Path global = Files.createDirectories(new Home(home).config().resolve("injector"))
                .resolve("global");
        Files.writeString(global, "[global]\nkey_info_server = " + net.keyInfo().uri() + "\n");
    }

    @Test
    void attack_a_plug_in_that_has_been_tampered_with_never_reaches_the_framework() throws Exception {
        try (TestNet net = TestNet.start();
                Line line = new Line(home)) {
            believe(net);
            Tree tree = Tree.EMPTY.file("oldest.jar", Files.readAllBytes(Project.example("oldest")));
            Release release = net.release("1", tree, "/plugin.tar.gz");
            URI feed = net.feeds().uri("/plugin.xml");
            net.publish("/plugin.xml", FeedText.of(feed, "p", release.implementation()));

            byte[] archive = net.archives().get("/plugin.tar.gz");
            byte[] other = Release.pack("1", tree.file("evil", "x"), feed.resolve("/x.tar.gz"))
                    .archive();
            net.archives().put("/plugin.tar.gz", Arrays.copyOf(other, archive.length));
            assertThat(line.run("plugin", "add", feed)).as("changed on its way").isEqualTo(1);
            assertThat(folder()).doesNotExist();

            net.archives().put("/plugin.tar.gz", archive);
            assertThat(line.run("plugin", "add", feed)).isZero();
            line.run("list");
            assertThat(present()).containsExactly(OLDEST);

            Path stored = new Home(home)
                    .cache()
                    .resolve("implementations")
                    .resolve(release.digest())
                    .resolve("oldest.jar");
            assertThat(stored.toFile().setWritable(true)).isTrue();
            byte[] changed = Files.readAllBytes(stored);
            changed[changed.length / 2] ^= 1;
            Files.write(stored, changed);
            line.startAgain();
            line.run("list");
            assertThat(present()).as("changed in the store").isEmpty();
        }
    }
}
