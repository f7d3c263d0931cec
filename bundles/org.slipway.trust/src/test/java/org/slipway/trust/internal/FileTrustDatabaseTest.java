package org.slipway.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

class FileTrustDatabaseTest {
    private static final Fingerprint KEY = new Fingerprint("88C8A1F375928691D7365C0259AA3927C24E4E1E");
    private static final TrustDomain DOMAIN = new TrustDomain("apps.0install.net");

    @TempDir
    Path temp;

    private Path file;
    private FirstSeen log;
    private FileTrustDatabase database;

    @BeforeEach
    void create() {
        file = temp.resolve("config/injector/trustdb.xml");
        log = new FirstSeen(new ManualLoop(), new TestPlaces(temp));
        database = new FileTrustDatabase(
                new TestPlaces(temp),
                (path, content) -> {
                    Files.createDirectories(path.getParent());
                    Files.write(path, content);
                },
                log);
    }

    private void written(Path path, String content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static String document(String content) {
        return "<?xml version=\"1.0\" ?>\n"
                + "<trusted-keys xmlns='http://zero-install.sourceforge.net/2007/injector/trust'>" + content
                + "</trusted-keys>";
    }

    @Test
    void trust_is_for_one_domain() throws IOException {
        database.trust(KEY, DOMAIN);
        assertThat(database.trusts(KEY, DOMAIN)).isTrue();
        assertThat(database.trusts(KEY, new TrustDomain("example.com"))).isFalse();
        assertThat(database.trusts(new Fingerprint("0".repeat(40)), DOMAIN)).isFalse();
    }

    @Test
    void a_star_is_for_all_domains_and_names_have_no_case() throws IOException {
        written(file, document("<key fingerprint='" + KEY + "'><domain value='*'/></key>"));
        assertThat(database.trusts(KEY, DOMAIN)).isTrue();
        written(file, document("<key fingerprint='" + KEY + "'><domain value='Apps.0install.NET'/></key>"));
        assertThat(database.trusts(KEY, DOMAIN)).isTrue();
    }

    @Test
    void what_another_program_has_written_since_is_seen() throws IOException {
        database.trust(KEY, DOMAIN);
        written(file, document(""));
        assertThat(database.all()).isEmpty();
    }

    @Test
    void what_is_not_understood_is_kept() throws IOException {
        written(
                file,
                document("<key fingerprint='" + KEY + "' note='mine'><domain value='a.example'/>"
                        + "<future xmlns='urn:x' y='z'/></key><key fingerprint='odd'><domain value='b'/></key>"));
        database.trust(KEY, DOMAIN);
        assertThat(Files.readString(file))
                .contains("note=\"mine\"", "future", "y=\"z\"", "fingerprint=\"odd\"", "a.example");
        assertThat(database.domains(KEY)).isEqualTo(Set.of(DOMAIN, new TrustDomain("a.example")));
    }

    @Test
    void trust_that_is_taken_back_is_gone() throws IOException {
        database.trust(KEY, DOMAIN);
        database.distrust(KEY, DOMAIN);
        database.distrust(KEY, DOMAIN);
        assertThat(database.all()).isEmpty();
        assertThat(Files.readString(file)).doesNotContain("fingerprint");
    }

    @Test
    void a_key_without_a_domain_is_not_kept_whatever_else_is_in_it() throws IOException {
        written(file, document("<key fingerprint='" + KEY + "'><domain value='" + DOMAIN + "'/><note/></key>"));
        database.distrust(KEY, DOMAIN);
        assertThat(Files.readString(file)).doesNotContain("fingerprint");
    }

    @Test
    void what_changes_is_logged_and_what_does_not_is_not() throws IOException {
        database.trust(KEY, DOMAIN);
        database.trust(KEY, DOMAIN);
        database.distrust(KEY, DOMAIN);
        database.distrust(KEY, DOMAIN);
        assertThat(log.read().entries())
                .extracting(TrustLog.Entry::what)
                .containsExactly(TrustLog.What.TRUSTED, TrustLog.What.DISTRUSTED);
    }

    @Test
    void who_takes_trust_back_for_one_domain_keeps_the_others() throws IOException {
        TrustDomain other = new TrustDomain("example.com");
        database.trust(KEY, DOMAIN);
        database.trust(KEY, other);
        database.distrust(KEY, DOMAIN);
        assertThat(database.domains(KEY)).containsExactly(other);
    }

    @Test
    void a_key_that_is_there_twice_is_added_to_once() throws IOException {
        String key = "<key fingerprint='" + KEY + "'><domain value='a.example'/></key>";
        written(file, document("<key fingerprint='" + "0".repeat(40) + "'/>" + key + key));
        database.trust(KEY, DOMAIN);
        assertThat(Files.readString(file).split("value=\"" + DOMAIN, -1)).hasSize(2);
        assertThat(database.domains(new Fingerprint("0".repeat(40)))).isEmpty();
    }

    @Test
    void a_damaged_file_is_never_overwritten() throws IOException {
        written(file, "<trusted-keys");
        assertThatThrownBy(() -> database.trust(KEY, DOMAIN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged");
        assertThatThrownBy(() -> database.trusts(KEY, DOMAIN)).isInstanceOf(IOException.class);
        assertThat(file).hasContent("<trusted-keys");
    }

    @Test
    void the_systems_file_is_read_and_never_written() throws IOException {
        Path system = temp.resolve("system/config/injector/trustdb.xml");
        written(system, document("<key fingerprint='" + KEY + "'><domain value='apps.0install.net'/></key>"));
        String before = Files.readString(system);
        assertThat(database.trusts(KEY, DOMAIN)).isTrue();
        database.trust(KEY, new TrustDomain("example.com"));
        assertThat(system).hasContent(before);
    }

    @Test
    void of_many_that_trust_at_once_none_is_forgotten() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TrustDomain domain = new TrustDomain("d" + i + ".example");
                work.add(() -> {
                    database.trust(KEY, domain);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) done.get();
        } finally {
            threads.shutdown();
        }
        assertThat(database.domains(KEY)).hasSize(20);
    }
}
