package org.slipway.itests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import org.slipway.itests.Project;

/** The rules of concurrency, on the built classes. */
class BytecodeRulesTest {
    /** They are where time and threads come from, or what uses them beside the loop. */
    private static final Set<String> SURROUNDINGS = Set.of(
            "org.slipway.async",
            "org.slipway.cli",
            "org.slipway.transport.jetty",
            "org.slipway.testkit",
            "org.slipway.testnet");

    /** Where somebody else's threads wait for the loop, each in one place. */
    private static final Set<String> FRONT_ENDS = Set.of("org.slipway.cli", "org.slipway.container");

    private static final String PROMISE = "org.osgi.util.promise.Promise";

    /** {@code BUNDLE: CLASS -> METHOD} of every call that the rule forbids, in all bundles but these. */
    private static List<String> offenders(Predicate<String> forbidden, Set<String> allowed) throws IOException {
        List<String> offenders = new ArrayList<>();
        for (Path path : Project.ownJars()) {
            String bundle = path.getParent().getParent().getFileName().toString();
            if (!allowed.contains(bundle)) scan(path, bundle, forbidden, offenders);
        }
        return offenders;
    }

    private static void scan(Path path, String bundle, Predicate<String> forbidden, List<String> offenders)
            throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.getName().endsWith(".class")) continue;
                ClassReferences.members(jar.getInputStream(entry).readAllBytes()).stream()
                        .filter(forbidden)
                        .map(method -> bundle + ": " + entry.getName() + " -> " + method)
                        .forEach(offenders::add);
            }
        }
    }

    @Test
    void only_front_ends_wait_for_a_promise() throws IOException {
        Set<String> mayWait = new HashSet<>(FRONT_ENDS);
        mayWait.add("org.slipway.testkit");
        assertThat(offenders(method -> method.equals(PROMISE + ".getValue"), mayWait))
                .isEmpty();
        assertThat(offenders(method -> method.equals(PROMISE + ".getValue"), Set.of()))
                .as("the scan sees those that may wait")
                .isNotEmpty();
    }

    /** {@code recover} hands over the failed promise: there alone its failure has to be asked for, and is there. */
    @Test
    void a_failure_is_asked_for_only_where_one_recovers() throws IOException {
        List<String> asking = offenders(
                method -> method.equals(PROMISE + ".getFailure"), Set.of("org.slipway.cli", "org.slipway.testkit"));
        List<String> recovering = offenders(
                method -> method.equals(PROMISE + ".recover") || method.equals(PROMISE + ".recoverWith"), Set.of());
        assertThat(asking)
                .map(BytecodeRulesTest::caller)
                .isSubsetOf(recovering.stream().map(BytecodeRulesTest::caller).toList());
    }

    private static String caller(String offender) {
        return offender.substring(0, offender.indexOf(" -> "));
    }

    @Test
    void promises_come_from_the_loop() throws IOException {
        assertThat(offenders(
                        method -> method.startsWith("org.osgi.util.promise.Promises.")
                                || method.equals("org.osgi.util.promise.Deferred.<init>")
                                || method.equals("org.osgi.util.promise.PromiseFactory.<init>"),
                        Set.of("org.slipway.async", "org.slipway.testkit")))
                .isEmpty();
    }

    @Test
    void the_domain_asks_the_loop_for_the_time() throws IOException {
        assertThat(offenders(
                        method -> method.equals("java.lang.Thread.sleep")
                                || method.equals("java.lang.System.currentTimeMillis")
                                || method.equals("java.time.Instant.now"),
                        SURROUNDINGS))
                .isEmpty();
    }

    /** Archives and stores may have threads that compute: they own no state, and serve the one call that made them. */
    @Test
    void the_domain_asks_the_loop_for_threads() throws IOException {
        Set<String> allowed = new HashSet<>(SURROUNDINGS);
        allowed.addAll(Set.of("org.slipway.archives", "org.slipway.store"));
        assertThat(offenders(
                        method -> method.equals("java.lang.Thread.<init>")
                                || method.startsWith("java.util.concurrent.Executors."),
                        allowed))
                .isEmpty();
    }

    @Test
    void nobody_but_the_terminal_prints_or_exits() throws IOException {
        assertThat(offenders(
                        method -> method.equals("java.lang.System.exit")
                                || method.equals("java.lang.Runtime.halt")
                                || method.equals("java.lang.Throwable.printStackTrace"),
                        Set.of("org.slipway.cli")))
                .isEmpty();
    }

    /** A host that stays does commands of others, who have environments of their own. Programs inherit the process's. */
    @Test
    void only_the_host_and_the_caller_know_the_environment_of_the_process() throws IOException {
        assertThat(offenders(
                        method -> method.equals("java.lang.System.getenv"),
                        Set.of("org.slipway.testkit", "org.slipway.testnet")))
                .map(BytecodeRulesTest::caller)
                .isSubsetOf(
                        "org.slipway.settings: org/slipway/settings/internal/ProcessHost.class",
                        "org.slipway.cli: org/slipway/cli/internal/ProcessCaller.class",
                        "org.slipway.store: org/slipway/store/internal/Shortcut.class",
                        "org.slipway.archives: org/slipway/archives/internal/External.class");
    }

    /** What a program says goes where whoever has asked can see it, who may be a client with another terminal. */
    @Test
    void only_commands_that_no_host_does_for_others_share_their_terminal_with_programs() throws IOException {
        assertThat(offenders(
                        method -> method.equals("java.lang.ProcessBuilder.inheritIO")
                                || method.equals("java.lang.ProcessBuilder$Redirect.INHERIT"),
                        Set.of("org.slipway.testkit", "org.slipway.testnet")))
                .map(BytecodeRulesTest::caller)
                .containsExactlyInAnyOrder(
                        "org.slipway.cli: org/slipway/cli/internal/WhatChangedCommand.class",
                        "org.slipway.cli: org/slipway/cli/internal/Gpg.class",
                        "org.slipway.cli: org/slipway/cli/internal/DemoCommand.class");
    }
}
