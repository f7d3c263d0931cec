package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.launch.Keeping;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.launcher.internal.Planned.Told;

/** A plan and the JVM have the same program started: same arguments, same environment, same directory, byte for byte. */
class SameAsWithJvmTest {
    /** Those that have a plan: 300, and 5,000 in the proof. */
    private static final int DOCUMENTS = Math.min(5_000, 300 * Integer.getInteger("slipway.effort", 1));

    private static final List<List<String>> SHELLS =
            List.of(List.of("dash"), List.of("bash", "--posix"), List.of("busybox", "sh"), List.of("bash"));
    private static final byte[][] NO_TEXT = {
        {}, {(byte) 0xff, 'x'}, {(byte) 0xc3}, {'a', ' ', '\'', '"', '\n', '$', 'H'}, "é€".getBytes(UTF_8), {'-', '-'}
    };
    private static final String TELL = """
            #!/bin/sh
            cat /proc/$$/cmdline
            printf '\\n=\\n'
            cat /proc/$$/environ
            printf '\\n=\\n'
            pwd -P
            """;

    @TempDir
    Path home;

    @Test
    void arguments_environment_and_directory_are_the_same_under_every_shell() throws Exception {
        Planned.program(Files.createDirectories(home.resolve("impl")).resolve("tell"), TELL);
        Planned planned = new Planned(home);
        Bench bench = new Bench(home);
        int compared = 0;
        for (int seed = 1; compared < DOCUMENTS; seed++) {
            assertThat(seed).as("only " + compared + " have a plan").isLessThan(DOCUMENTS * 3);
            Random random = new Random(seed);
            RandomSelections selections = new RandomSelections(seed, bench);
            environment(planned, selections, seed);
            String document =
                    selections.document().replace("package=\"dash\"", "package=\"dash\" quick-test-file=\"/bin/sh\"");
            Files.writeString(bench.home().resolve("impl/tell"), TELL);
            planned.selecting(document).answeringNothing();
            Keeping keeping = planned.keep();
            if (keeping instanceof Keeping.Refused) continue;
            compared++;
            byte[][] arguments = {NO_TEXT[random.nextInt(NO_TEXT.length)], NO_TEXT[random.nextInt(NO_TEXT.length)]};
            List<String> shell = SHELLS.get(seed % SHELLS.size());
            String what = "seed " + seed + " under " + shell + "\n" + document;
            Told fast = planned.run(shell, arguments);
            assertThat(fast.askedJvm()).as(what + fast).isFalse();
            planned.plans().forget(planned.app);
            try {
                planned.answering();
            } catch (Unlaunchable impossible) {
                throw new AssertionError(what + fast, impossible);
            }
            Told slow = planned.run(shell, arguments);
            assertThat(slow.askedJvm()).as(what).isTrue();
            assertThat(fast.status()).as(what + fast + slow).isEqualTo(slow.status());
            assertThat(fast.output()).as(what).isEqualTo(slow.output());
            assertThat(fast.err()).as(what).isEqualTo(slow.err());
        }
    }

    private static void environment(Planned planned, RandomSelections random, int seed) {
        for (String name : List.of("ONE", "TWO", "LC_ALL")) planned.without(name);
        if (seed % 3 > 0) planned.with("ONE", random.text());
        if (seed % 2 > 0) planned.with("TWO", random.text()).with("LC_ALL", "C");
    }
}
