package org.slipway.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.launch.Unlaunchable;

class SameAsReferenceTest {
    private static final int DOCUMENTS = 100 * Integer.getInteger("slipway.effort", 1);
    private static final Path REFERENCE = Path.of("/usr/bin/0install");
    private static final List<List<String>> SHELLS =
            List.of(List.of("dash"), List.of("bash", "--posix"), List.of("bash"), List.of("busybox", "sh"));

    @TempDir
    Path home;

    @Test
    void arguments_and_environment_are_those_of_the_reference_under_every_shell() throws Exception {
        assumeTrue(Files.isExecutable(REFERENCE), "skipped: needs 0install (package 0install-core)");
        int ran = 0;
        for (int seed = 1; seed <= DOCUMENTS; seed++) {
            Bench bench = new Bench(home);
            RandomSelections random = new RandomSelections(seed, bench);
            if (seed % 3 > 0) bench.with("ONE", random.text());
            if (seed % 2 > 0) bench.with("TWO", random.text()).with("LC_ALL", "C");
            String document = random.document();
            Path file = Files.writeString(home.resolve("selections.xml"), document);
            Bench.Told expected = bench.tell(List.of(REFERENCE.toString(), "run", file.toString(), "a b", "", "é"));
            for (List<String> shell : SHELLS) {
                String what = "seed " + seed + " " + shell + "\n" + document;
                Bench.Told told = told(bench, shell, document);
                assertThat(told.status()).as(what + told.err()).isEqualTo(expected.status());
                if (expected.status() != 0) continue;
                assertThat(comparable(told.arguments())).as(what).isEqualTo(comparable(expected.arguments()));
                assertThat(comparable(told.environment())).as(what).isEqualTo(comparable(expected.environment()));
            }
            if (expected.status() == 0) ran++;
        }
        assertThat(ran).isGreaterThan(DOCUMENTS / 4);
    }

    private static Bench.Told told(Bench bench, List<String> shell, String document) throws Exception {
        try {
            return bench.run(shell, bench.plan(document), "a b", "", "é");
        } catch (Unlaunchable refused) {
            return new Bench.Told(1, List.of(), Map.of(), refused.getMessage());
        }
    }

    /** The launchers of executable bindings lie in a directory that is named by their content. */
    private static List<String> comparable(List<String> words) {
        return words.stream().map(text -> comparable(text)).toList();
    }

    private static Map<String, String> comparable(Map<String, String> environment) {
        Map<String, String> comparable = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (!name.startsWith("slipway_runenv_")) comparable.put(name, comparable(value));
        });
        return comparable;
    }

    private static String comparable(String text) {
        return text.replaceAll("injector/exec-[0-9a-f]{6}/", "injector/exec-HASH/");
    }
}
