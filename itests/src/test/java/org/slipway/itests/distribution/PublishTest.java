package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.model.json.JsonReader;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/** What is published with Slipway is run by {@code 0install}, which gets nothing but what is published. */
class PublishTest {
    @TempDir
    Path temp;

    private final TestNet net = TestNet.start();
    private User publisher;

    @BeforeEach
    void there_is_a_publisher() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpg")), "skipped: needs gpg");
        publisher = user("publisher");
    }

    @AfterEach
    void leave() throws Exception {
        net.close();
        publisher.run(List.of("gpgconf", "--kill", "all"), Path.of("/dev/null"));
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private User user(String name) throws IOException {
        User user = new User(Files.createDirectory(temp.resolve(name)))
                .asking(net.keyInfo().uri());
        Files.setPosixFilePermissions(user.home().resolve(".gnupg"), PosixFilePermissions.fromString("rwx------"));
        return user;
    }

    private static String succeeded(Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended.out();
    }

    private String key() throws Exception {
        List<String> command = List.of("gpg", "--batch", "--passphrase", "", "--status-fd", "1");
        List<String> make = new ArrayList<>(command);
        make.addAll(List.of("--quick-generate-key", "publisher@example.com", "ed25519", "sign", "never"));
        String created = succeeded(publisher.run(make, Path.of("/dev/null")))
                .lines()
                .filter(line -> line.contains("KEY_CREATED"))
                .findFirst()
                .orElseThrow();
        return created.substring(created.lastIndexOf(' ') + 1);
    }

    @Test
    void a_new_version_reaches_who_runs_it_with_the_reference() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        net.release("1.0", Tree.EMPTY.executable("bin/app", "#!/bin/sh\necho \"published $1\"\n"), "/app-1.0.tar.gz");
        String key = key();
        Path feed = publisher.home().resolve("app.xml");
        String before = """
                <?xml version="1.0"?>
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface" uri="%s">
                  <name>app</name><!-- as I like it -->
                  <summary>an application</summary>
                </interface>
                """.formatted(net.feeds().uri("/app.xml"));
        Files.writeString(feed, before);

        Object archive = net.archives().uri("/app-1.0.tar.gz");
        assertThat(succeeded(publisher.slipway(
                        "feed", "add", feed, archive, "--version", "1.0", "--released", "today", "--main=bin/app")))
                .contains("Added version 1.0: sha256new_");
        assertThat(feed)
                .content()
                .startsWith(before.substring(0, before.indexOf("\n</interface>")))
                .endsWith("</implementation>\n</interface>\n");
        assertThat(succeeded(publisher.slipway("feed", "sign", feed))).contains(key);
        for (String published : List.of("app.xml", key.substring(24) + ".gpg"))
            net.feeds().put("/" + published, Files.readAllBytes(publisher.home().resolve(published)));

        String domain = net.feeds().uri().getAuthority();
        User other = user("other")
                .configured(
                        "trustdb.xml",
                        "<?xml version='1.0'?>\n<trusted-keys xmlns='http://zero-install.sourceforge.net/2007/injector/trust'>"
                                + "<key fingerprint='" + key + "'><domain value='" + domain
                                + "'/></key></trusted-keys>");
        assertThat(succeeded(other.reference("-c", "run", net.feeds().uri("/app.xml"), "x")))
                .isEqualTo("published x\n");

        User checker = user("checker").configured("trustdb.xml", Files.readString(trust(other)));
        Map<?, ?> found = (Map<?, ?>) JsonReader.read(succeeded(checker.slipway(
                "feed", "check", "--json", "--implementations", net.feeds().uri("/app.xml"))));
        assertThat(found.get("errors")).hasToString("0");
        assertThat(found.get("findings").toString())
                .contains("with the key " + key + ", which you trust for " + domain)
                .contains("Version 1.0 has been fetched, and is as its digest says");
    }

    private static Path trust(User user) {
        return user.home().resolve("config/injector/trustdb.xml");
    }
}
