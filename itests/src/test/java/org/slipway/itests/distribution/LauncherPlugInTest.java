package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.LaunchPlan;
import org.slipway.api.launch.Launcher;
import org.slipway.itests.BundleJar;
import org.slipway.model.selections.Selections;

/** A launcher that somebody else has written. */
class LauncherPlugInTest {
    /** What ours import from elsewhere is there for others, too. */
    private static final String IMPORTS = "org.slipway.api.launch,org.slipway.model.selections,"
            + "org.apache.commons.compress.archivers,org.tukaani.xz,org.eclipse.jetty.server,org.slipway.testnet";

    @TempDir
    Path home;

    public static final class Announcing implements Launcher {
        @Override
        public LaunchPlan plan(Selections selections, LaunchOptions options) {
            return new LaunchPlan("exec echo another launches " + selections.root() + " with \"$@\"\n");
        }
    }

    @Test
    void it_is_asked_in_place_of_ours_from_when_it_comes_until_it_goes() throws Exception {
        User user = new User(home);
        Path feed = feed();
        assertThat(run(user, feed)).isEqualTo("by itself a b\n");
        assertThat(plans()).as("what is not to outlive its coming").isNotEmpty();

        BundleJar launcher = BundleJar.component(Announcing.class, Launcher.class, IMPORTS);
        Ended added = user.slipway("plugin", "add", launcher.in(home));
        assertThat(added.status()).as(added.toString()).isZero();
        for (int time = 0; time < 2; time++)
            assertThat(run(user, feed)).isEqualTo("another launches " + feed + " with a b\n");

        assertThat(user.slipway("plugin", "remove", launcher.symbolicName()).status())
                .isZero();
        assertThat(run(user, feed)).isEqualTo("by itself a b\n");
    }

    private static String run(User user, Path feed) throws Exception {
        Ended ended = user.slipway("run", feed, "a", "b");
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    private Path feed() throws IOException {
        Path tool = Files.writeString(home.resolve("tool"), "#!/bin/sh\necho by itself \"$@\"\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.writeString(home.resolve("tool.xml"), """
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface">
                  <name>tool</name>
                  <summary>says who it is</summary>
                  <implementation id="." version="1"><command name="run" path="tool"/></implementation>
                </interface>
                """);
    }

    private Stream<Path> plans() throws IOException {
        Path plans = home.resolve("cache/injector/slipway-plans");
        try (Stream<Path> all = Files.walk(plans)) {
            return all.filter(file -> file.endsWith("=plan")).toList().stream();
        }
    }
}
