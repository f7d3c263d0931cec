package org.slipway.trust.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog.What;
import org.slipway.testkit.Fuzz;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

/** Files and answers that are changed at random. */
class FuzzTest {
    private static final int MUTATIONS = 1000 * Integer.getInteger("slipway.effort", 1);
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final TrustDomain DOMAIN = new TrustDomain("example.com");
    private static final List<String> WORDS = List.of(
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
            "&b;",
            "<key fingerprint='" + KEY + "'>",
            "<domain value='*'/>",
            "vote='good'",
            "<![CDATA[",
            "\0",
            "\u00ff\u00fe",
            "\n",
            " ",
            "<a>".repeat(300));

    @TempDir
    Path temp;

    @Test
    void a_changed_trust_database_is_read_or_left_as_it_is() throws IOException {
        Path file = temp.resolve("config/injector/trustdb.xml");
        TestPlaces places = new TestPlaces(temp);
        FileTrustDatabase database = new FileTrustDatabase(
                places, (path, content) -> Files.write(path, content), new FirstSeen(new ManualLoop(), places));
        Files.createDirectories(file.getParent());
        String document =
                "<?xml version='1.0'?>\n<trusted-keys xmlns='http://zero-install.sourceforge.net/2007/injector/trust'>"
                        + "<key fingerprint='" + KEY + "'><domain value='other.example.com'/></key></trusted-keys>";
        new Fuzz(List.of(document.getBytes(UTF_8)), WORDS).run(MUTATIONS / 4, changed -> {
            Files.write(file, changed);
            try {
                database.trust(KEY, DOMAIN);
                assertThat(database.trusts(KEY, DOMAIN)).isTrue();
            } catch (IOException damaged) {
                assertThat(damaged).hasMessageContaining("trustdb.xml");
                assertThat(file).hasBinaryContent(changed);
            }
        });
    }

    @Test
    void a_changed_answer_about_a_key_is_a_list_of_votes() {
        String answer =
                "<key-lookup><item vote='good'>Known &amp; liked</item><item vote='bad'>Once</item></key-lookup>";
        Path file = temp.resolve("answer");
        new Fuzz(List.of(answer.getBytes(UTF_8)), WORDS).run(MUTATIONS, changed -> {
            Files.write(file, changed);
            for (Vote vote : KeyServer.parse(file)) assertThat(vote.text()).doesNotContain("root:");
        });
    }

    @Test
    void a_changed_policy_file_is_understood_or_refused() {
        String policy = "# ours\nallow example.com " + KEY + "\nrequire * 2 " + KEY
                + "\ncool-down 7\ncatalogue http://a/\npin\n";
        new Fuzz(List.of(policy.getBytes(UTF_8)), WORDS).run(MUTATIONS, changed -> {
            for (String word : List.of(PolicyLines.ALLOW, PolicyLines.REQUIRE, PolicyLines.COOL_DOWN))
                understand(changed, word);
        });
    }

    private static void understand(byte[] file, String word) {
        try {
            PolicyLines lines = PolicyLines.of(new String(file, UTF_8).lines().toList(), word);
            for (PolicyLine line : lines.about(DOMAIN).lines()) line.keys(1);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void a_changed_log_never_says_what_was_not_written() throws IOException {
        TestPlaces places = new TestPlaces(temp);
        FirstSeen log = new FirstSeen(new ManualLoop(), places);
        for (int i = 0; i < 5; i++) log.write(What.SEEN, KEY, DOMAIN, "feed" + i);
        Path file = places.data().resolve("slipway/trust.log");
        List<?> written = log.read().entries();
        new Fuzz(List.of(Files.readAllBytes(file)), WORDS).run(MUTATIONS / 2, changed -> {
            Files.write(file, changed);
            List<?> read = log.read().entries();
            assertThat(read.equals(written.subList(0, Math.min(read.size(), written.size()))))
                    .isTrue();
        });
    }
}
