package org.slipway.itests.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.Running;
import org.slipway.itests.distribution.User;
import org.slipway.model.json.JsonReader;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.Fault;
import org.slipway.testnet.FeedSigner;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.SigningKey;
import org.slipway.testnet.TestNet;

/** What other programs hear when they ask: byte for byte what {@code 0install slave} tells them, and from version 3 on more. */
class SlaveTest {
    private static final Path REFERENCE = Path.of("/usr/bin/0install");

    @TempDir
    Path temp;

    @AfterEach
    void leave() throws Exception {
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private User user(String name) throws IOException {
        Path home = Files.createDirectory(temp.resolve(name));
        return new User(home).configured("global", "[global]\nkey_info_server = http://127.0.0.1:9\n");
    }

    private static String message(String json) {
        return String.format("0x%08x\n%s", json.getBytes(UTF_8).length, json);
    }

    private static Ended talk(User user, Path program, String version, String... said) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String one : said) all.append(message(one));
        Path input = Files.writeString(user.home().resolve("said"), all);
        return user.run(List.of("setsid", "-w", program.toString(), "slave", version), input);
    }

    /** The messages, without their lengths, in no order; documents so that equal ones mean the same. */
    private static List<String> heard(Ended ended) throws Exception {
        List<String> heard = new ArrayList<>();
        byte[] out = ended.out().getBytes(UTF_8);
        int at = 0;
        while (at < out.length) {
            int length = Integer.decode(new String(out, at, 10, UTF_8));
            assertThat(out[at + 10]).isEqualTo((byte) '\n');
            heard.add(Canonical.of(new String(out, at + 11, length, UTF_8)));
            at += 11 + length;
        }
        return heard.stream().sorted().toList();
    }

    private void same(String version, String... said) throws Exception {
        assumeTrue(Files.isExecutable(REFERENCE), "skipped: needs 0install (package 0install-core)");
        int number = Files.exists(temp.resolve("ours0")) ? 1 : 0;
        Ended theirs = talk(user("theirs" + number), REFERENCE, version, said);
        Ended ours = talk(user("ours" + number), User.program(), version, said);
        assertThat(ours.status()).as(ours + "\n" + theirs).isEqualTo(theirs.status());
        // What it had not written yet is lost when it dies.
        if (theirs.status() == 0)
            assertThat(heard(ours)).as(ours + "\n" + theirs).isEqualTo(heard(theirs));
    }

    private String feed() throws IOException {
        Path tree = Files.createDirectories(temp.resolve("tree"));
        return Files.writeString(
                        temp.resolve("x.xml"),
                        "<?xml version='1.0'?>\n"
                                + "<interface"
                                + " xmlns='http://zero-install.sourceforge.net/2004/injector/interface'><name>x</name><summary>x</summary><implementation"
                                + " id='" + tree + "' local-path='"
                                + tree
                                + "' version='1' main='x'/><implementation id='2' local-path='" + tree
                                + "' version='2' main='x'/></interface>")
                .toString();
    }

    @Test
    void questions_are_answered_as_the_reference_does() throws Exception {
        same(
                "2.7",
                "[\"invoke\",\"1\",\"select\",[{\"interface\":\"" + feed() + "\",\"command\":\"run\"},false]]",
                "[\"invoke\",\"\u00e9\\u0007\",\"select\",[{\"interface\":\"" + feed()
                        + "\",\"command\":\"run\",\"extra_restrictions\":{\"" + feed()
                        + "\":\"..!2\"},\"os\":\"Linux\"},true]]",
                "[\"invoke\",null,\"select\",[{\"interface\":\"" + feed() + "\"},false]]",
                "[\"invoke\",\"2\",\"frobnicate\",[1,2.5,null,{\"a\":[true,\"\\u007f\\t\"]}]]",
                "[\"invoke\",\"3\",\"select\",[]]");
    }

    @Test
    void older_programs_get_what_they_understand_and_newer_ones_what_there_is() throws Exception {
        same("2.6", "[\"invoke\",\"1\",\"select\",[{\"interface\":\"" + feed() + "\",\"may_compile\":false},false]]");
        same("2.99");
    }

    @Test
    void what_makes_no_sense_ends_the_conversation() throws Exception {
        same("2.7", "[\"hello\"]");
        same("2.5");
    }

    @Test
    void a_key_is_confirmed_by_the_program_that_asks() throws Exception {
        try (TestNet net = TestNet.start()) {
            SigningKey unknown = SigningKey.ed25519("Mallory", Instant.parse("2023-01-01T00:00:00Z"));
            URI uri = signedBy(unknown, net);
            User user = user("ours").asking(net.keyInfo().uri());
            try (Running slave = user.startTalking("slave", "2.7")) {
                slave.type(message(
                        "[\"invoke\",\"x\",\"select\",[{\"interface\":\"" + uri + "\",\"command\":null},true]]"));
                String question = "[\"invoke\",\"1\",\"confirm-keys\",[\"" + uri + "\",{\"" + unknown.fingerprint()
                        + "\":[[\"bad\",\"Never heard of\"]]}]]\n";
                assertThat(slave.until(() -> slave.said().contains(question)))
                        .as(slave.said())
                        .isTrue();
                slave.type(message("[\"return\",\"1\",\"ok\",[\"" + unknown.fingerprint() + "\"]]"));
                assertThat(slave.until(() ->
                                slave.said().contains("[\"return\",\"x\",\"ok+xml\",[\"ok\",{\"stale\":false}]]")))
                        .as(slave.said())
                        .isTrue();
            }
            assertThat(user.home().resolve("config/injector/trustdb.xml"))
                    .content()
                    .contains(unknown.fingerprint());
        }
    }

    @Test
    void whoever_has_asked_and_gone_has_not_said_yes() throws Exception {
        try (TestNet net = TestNet.start()) {
            SigningKey unknown = SigningKey.ed25519("Mallory", Instant.parse("2023-01-01T00:00:00Z"));
            URI uri = signedBy(unknown, net);
            User user = user("ours").asking(net.keyInfo().uri());
            Ended ended = talk(
                    user,
                    User.program(),
                    "2.7",
                    "[\"invoke\",\"1\",\"select\",[{\"interface\":\"" + uri + "\"},true]]");
            assertThat(ended.out()).contains("[\"return\",\"1\",\"ok\",[\"fail\",", unknown.fingerprint());
            assertThat(user.home().resolve("config/injector/trustdb.xml")).doesNotExist();
        }
    }

    @Test
    void from_version_3_on_a_program_can_follow_cancel_and_do_itself_what_run_does() throws Exception {
        try (TestNet net = TestNet.start()) {
            DemoWorld world = DemoWorld.publish(net);
            net.archives().fault(DemoWorld.APP_ARCHIVE, Fault.first(1, Fault.stall(100)));
            User user = user("ours").asking(net.keyInfo().uri());
            try (Running slave = user.startTalking("slave", "3")) {
                hear(slave, "\"set-api-version\",[\"3\"]");
                String wanted = "{\"interface\":\"" + world.feed() + "\",\"command\":\"run\"},false";
                slave.type(message("[\"invoke\",\"a\",\"download\",[" + wanted + "]]"));
                hear(slave, "\"event\":\"received\"");
                hear(slave, "\"event\":\"stored\"");
                slave.type(message("[\"invoke\",\"b\",\"cancel\",[\"a\"]]"));
                hear(slave, "[\"return\",\"a\",\"ok\",[\"aborted-by-user\"]]");
                slave.type(message("[\"invoke\",\"c\",\"run-plan\",[" + wanted + ",{\"arguments\":[\"two words\"]}]]"));
                Map<?, ?> plan = information(hear(slave, "[\"return\",\"c\""));
                assertThat(plan.get("directory")).isEqualTo(user.home().toString());
                assertThat(executed(plan)).isEqualTo(world.output() + "\ntwo words\n");
                slave.type(message("[\"invoke\",\"d\",\"download\",[" + wanted + "]]"));
                Map<?, ?> here = information(hear(slave, "[\"return\",\"d\""));
                assertThat((List<?>) here.get("implementations")).hasSize(3).allSatisfy(one -> assertThat(
                                Path.of(((Map<?, ?>) one).get("path").toString()))
                        .isDirectory());
            }
        }
    }

    /** The line in which this was said. */
    private static String hear(Running slave, String part) throws Exception {
        // What is half written has no end yet.
        assertThat(slave.until(() -> slave.said().lines().anyMatch(line -> line.contains(part) && line.endsWith("]"))))
                .as(slave.said())
                .isTrue();
        return slave.said()
                .lines()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static Map<?, ?> information(String answer) throws Exception {
        List<?> value = (List<?>) ((List<?>) JsonReader.read(answer)).get(3);
        assertThat(value.get(0)).as(answer).isEqualTo("ok");
        return (Map<?, ?>) value.get(1);
    }

    private static String executed(Map<?, ?> plan) throws Exception {
        List<String> command =
                ((List<?>) plan.get("arguments")).stream().map(Object::toString).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        ((Map<?, ?>) plan.get("environment"))
                .forEach((name, value) -> builder.environment().put(name.toString(), value.toString()));
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    /** Of a feed whose key has only been heard bad of. */
    static URI signedBy(SigningKey key, TestNet net) {
        net.publishKey(key);
        net.vote(key, "bad", "Never heard of");
        URI uri = net.feeds().uri("/x.xml");
        String text = FeedText.of(
                uri,
                "x",
                "<implementation id='sha1=1' version='1' main='x'>"
                        + "<archive href='x.tgz' size='1'/></implementation>");
        net.feeds().put("/x.xml", FeedSigner.sign(text, Instant.now(), key));
        return uri;
    }
}
