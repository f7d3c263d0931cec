package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.Apps;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Store;
import org.slipway.api.store.Upkeep;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** What programs are told, word for word: README has it, too. */
class AnswersTest {
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha1new=" + "1".repeat(40)).orElseThrow();
    private static final String ENTRY = "STORE/" + DIGEST;

    @TempDir
    Path home;

    private final ManualLoop loop = new ManualLoop();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);

    interface Made {
        Command of(Services services, Console console);
    }

    /** @param answer with STORE for where the store is */
    record Row(String typed, Made command, String answer) {
        @Override
        public String toString() {
            return typed;
        }
    }

    static Stream<Row> rows() {
        String item = "{\"digest\": \"" + DIGEST + "\", \"path\": \"" + ENTRY
                + "\", \"bytes\": 7, \"feed\": null, \"name\": null, \"version\": null}";
        return Stream.of(
                new Row(
                        "store list",
                        StoreList::new,
                        "{\"stores\": [{\"path\": \"STORE\", \"kind\": \"user\"}, {\"path\": \"/shared\", \"kind\": \"system\"}]}"),
                new Row(
                        "store find " + DIGEST,
                        StoreFind::new,
                        "{\"digest\": \"" + DIGEST + "\", \"path\": \"" + ENTRY + "\"}"),
                new Row(
                        "store list-implementations",
                        StoreListImplementations::new,
                        "{\"implementations\": [" + item + "]}"),
                new Row(
                        "store manage",
                        (services, console) -> new StoreManage(services, console, null),
                        "{\"implementations\": [" + item + "]}"),
                new Row(
                        "store manifest STORE",
                        StoreManifest::new,
                        "{\"digest\": \"" + DIGEST + "\", \"manifest\": \"D /x\\u000a\"}"),
                new Row(
                        "digest STORE",
                        (services, console) -> new DigestCommand(services, console, null),
                        "{\"digest\": \"" + DIGEST + "\", \"manifest\": null}"),
                new Row(
                        "digest --manifest STORE",
                        (services, console) -> new DigestCommand(services, console, null),
                        "{\"digest\": \"" + DIGEST + "\", \"manifest\": \"D /x\\u000a\"}"),
                new Row(
                        "store optimise STORE",
                        StoreOptimise::new,
                        "{\"store\": \"STORE\", \"files\": 1, \"freed\": 2, \"shared\": 3, \"manifests\": 4, \"skipped\": [\"why\"]}"),
                new Row("store remove " + DIGEST, StoreRemove::new, "{\"removed\": [\"" + ENTRY + "\"]}"),
                new Row(
                        "store purge --batch",
                        (services, console) -> new StorePurge(services, console, null),
                        "{\"removed\": [\"" + ENTRY + "\"]}"),
                new Row(
                        "add-feed http://example.com/a.xml http://example.com/b.xml",
                        (services, console) -> FeedCommand.add(services, console, null),
                        "{\"interface\": \"http://example.com/a.xml\", \"feeds\": []}"),
                new Row(
                        "rollback tool",
                        RollbackCommand::new,
                        "{\"app\": \"tool\", \"days\": [\"2026-02-01\", \"2026-01-01\"]}"),
                new Row(
                        "whatchanged tool",
                        WhatChangedCommand::new,
                        "{\"app\": \"tool\", \"checked\": \"2026-03-01T00:00:00Z\", \"attempted\": null,"
                                + " \"update\": \"2026-02-01\", \"previous\": \"2026-01-01\","
                                + " \"changes\": [\"http://example.com/app.xml: 1 -> 2\"], \"difference\": null}"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_program_is_told(Row row) throws Exception {
        assertThat(run(row).getValue()).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(row.answer().replace("STORE", store().toString()) + "\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    private Promise<Integer> run(Row row) throws Exception {
        Files.createDirectories(store().resolve(DIGEST.directoryName()));
        Arguments typed = Arguments.parse(Stream.of((row.typed() + " --json")
                        .replace("STORE", store().toString())
                        .split(" "))
                .toList());
        Command command = row.command().of(services(), console);
        int name = command.name().split(" ").length;
        Promise<Integer> status = command.run(
                new Command.Invocation(
                        typed, typed.words().subList(name, typed.words().size())),
                loop.scope());
        loop.run();
        if (status.getFailure() instanceof RuntimeException wrong) throw wrong;
        return status;
    }

    @Test
    void what_is_damaged_is_told_and_fails_all_the_same() throws Exception {
        Promise<Integer> status = run(new Row("store verify " + DIGEST, StoreVerify::new, ""));
        assertThat(status.getFailure()).isInstanceOf(Complaint.class);
        assertThat(out.toString(UTF_8))
                .isEqualTo(("{\"path\": \"" + ENTRY + "\", \"digest\": \"" + DIGEST
                                + "\", \"intact\": false, \"actual\": \"sha1new=2\","
                                + " \"differences\": [\"more: x\"], \"more\": 7, \"repaired\": false}\n")
                        .replace("STORE", store().toString()));
    }

    @Test
    void an_audit_tells_of_each_in_one_line() throws Exception {
        assertThat(run(new Row("store audit", StoreAudit::new, "")).getValue()).isEqualTo(1);
        assertThat(out.toString(UTF_8))
                .startsWith(
                        "{\"checked\": 1, \"verified\": 0, \"damaged\": [{\"path\": \"" + store() + "/" + DIGEST + "\"")
                .endsWith("}], \"skipped\": []}\n")
                .hasLineCount(1);
    }

    private Path store() {
        return home.resolve("implementations");
    }

    private static Selections selections(int version) throws Exception {
        return SelectionsReader.read(Xml.read(("<selections interface='http://example.com/app.xml'"
                        + " xmlns='http://zero-install.sourceforge.net/2004/injector/interface'>"
                        + "<selection id='x' version='" + version + "' interface='http://example.com/app.xml'/>"
                        + "</selections>")
                .getBytes(UTF_8)));
    }

    private static App app() {
        List<LocalDate> days = List.of(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-01-01"));
        return Partly.a(
                App.class,
                Map.of(
                        "name",
                        none -> "tool",
                        "history",
                        none -> days,
                        "selections",
                        day -> Optional.of(selections(day == null ? 2 : 1)),
                        "lastChecked",
                        none -> Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                        "lastAttempt",
                        none -> Optional.empty(),
                        "isHeld",
                        none -> false));
    }

    private Services services() {
        Map<String, Partly.Answer> upkeep = new HashMap<>();
        upkeep.put("size", entry -> 7L);
        upkeep.put("manifest", arguments -> {
            ((ManifestLines) arguments[3]).add("D /x\n");
            return DIGEST;
        });
        upkeep.put("share", any -> new Upkeep.Sharing(1, 2, 3, 4, List.of("why")));
        upkeep.put("remove", entry -> null);
        upkeep.put("contents", store -> List.of(store().resolve(DIGEST.directoryName())));
        upkeep.put("verify", any -> new Verification.Damaged(DIGEST, "sha1new=2", List.of("more: x"), 7));
        upkeep.put("repair", any -> Upkeep.Repair.NO_SOURCE);
        Store stores = Partly.a(
                Store.class,
                Map.of(
                        "directories",
                        none -> List.of(store(), Path.of("/shared")),
                        "find",
                        digests -> Optional.of(store().resolve(DIGEST.directoryName())),
                        "list",
                        none -> List.of(new Store.Entry(DIGEST, store().resolve(DIGEST.directoryName())))));
        FeedCache feeds = Partly.a(
                FeedCache.class,
                Map.of(
                        "list", none -> List.of(),
                        "preferences", any -> InterfacePreferences.NONE,
                        "set", any -> null));
        return SomeServices.of(
                loop,
                new TestHost(Map.of(), home),
                new TestPlaces(home),
                new TestSettings(),
                feeds,
                stores,
                Partly.a(Upkeep.class, upkeep),
                Partly.a(Apps.class, Map.of("find", name -> Optional.of(app()))));
    }
}
