package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Manifest;
import org.slipway.api.store.Store;
import org.slipway.api.store.Verification;
import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

/** What a plan depends on where implementations are in stores. */
class ConditionsTest {
    private static final String DIGEST = "sha1new=0123456789012345678901234567890123456789";

    @TempDir
    Path home;

    private Conditions conditions;
    private Path entry;

    @BeforeEach
    void an_implementation_in_the_second_store() throws Exception {
        conditions = new Conditions(new TestHost(Map.of("LANG", "C")), new TestPlaces(home));
        Files.createDirectories(home.resolve("first"));
        entry = Files.createDirectories(home.resolve("second").resolve(DIGEST));
        Files.writeString(entry.resolve(".manifest"), "");
    }

    private static Selections selections(String inside) throws Exception {
        return SelectionsReader.read(
                Xml.read(("<selections xmlns='http://zero-install.sourceforge.net/2004/injector/interface'"
                                + " interface='http://example.com/a.xml'><selection interface='http://example.com/a.xml' version='1' "
                                + inside + "</selections>")
                        .getBytes(UTF_8)));
    }

    private Selections stored() throws Exception {
        return selections("id='" + DIGEST + "'><manifest-digest sha1new='" + DIGEST.substring(8) + "'/></selection>");
    }

    @Test
    void an_entry_must_stay_and_none_may_come_in_a_better_place() throws Exception {
        conditions.selections(stored(), new TwoStores());
        assertThat(conditions.doubt()).isEmpty();
        assertThat(conditions.entries).containsExactly(entry);
        assertThat(conditions.presence).containsExactly(home.resolve("first").resolve(DIGEST));
    }

    /** Homes may be shared by machines of several kinds. */
    @Test
    void what_loads_programs_of_this_machine_must_stay() throws Exception {
        conditions.choice(Set.of(), only(null), new TwoStores(), List.of());
        assertThat(conditions.presence)
                .anyMatch(path -> Files.exists(path) && path.toString().startsWith("/lib"));
    }

    @Test
    void what_is_in_no_store_has_no_plan() throws Exception {
        Files.delete(entry.resolve(".manifest"));
        conditions.selections(stored(), new TwoStores());
        assertThat(conditions.doubt()).isPresent();
    }

    @Test
    void a_native_package_that_only_its_manager_knows_has_no_plan() throws Exception {
        conditions.selections(selections("id='package:deb:x:1:x86_64'/>"), new TwoStores());
        assertThat(conditions.doubt()).isPresent();
    }

    @Test
    void where_a_native_package_is_looked_for_on_the_path_the_path_must_stay() throws Exception {
        assertThat(pathCounts("/opt/bin/python", "")).isFalse();
        assertThat(pathCounts("/var/lib/dpkg/status", "<package-implementation package='x'/>"))
                .isFalse();
        assertThat(pathCounts("/opt/bin/python", "<package-implementation package='x'/>"))
                .isTrue();
    }

    private boolean pathCounts(String database, String inside) throws Exception {
        TestHost host = new TestHost(Map.of("PATH", "/bin:/opt/bin/"));
        Conditions chosen = new Conditions(host, new TestPlaces(home));
        FeedUri.Remote uri = new FeedUri.Remote("http://example.com/a.xml");
        Feed feed = FeedReader.read(
                uri,
                Xml.read(("<interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface' uri='"
                                + uri.text() + "'><name>A</name><summary>a</summary>" + inside + "</interface>")
                        .getBytes(UTF_8)));
        chosen.choice(Set.of(uri), only(feed), new TwoStores(), List.of(new OneDatabase(Path.of(database))));
        return chosen.variables.containsKey("PATH");
    }

    private static FeedCache only(Feed feed) {
        return (FeedCache) Proxy.newProxyInstance(
                FeedCache.class.getClassLoader(), new Class<?>[] {FeedCache.class}, (cache, asked, arguments) -> {
                    assertThat(asked.getName()).isEqualTo("get");
                    return Optional.of(feed);
                });
    }

    @Test
    void an_entry_that_a_store_would_not_believe_is_not_launched_from() throws Exception {
        for (String shell : List.of("dash", "bash", "busybox")) {
            assertThat(believes(shell)).as(shell).isTrue();
            Path moved = Files.move(entry, home.resolve("moved"));
            assertThat(believes(shell)).as("gone, " + shell).isFalse();
            Files.createSymbolicLink(entry, moved);
            assertThat(believes(shell)).as("a link, " + shell).isFalse();
            Files.delete(entry);
            Files.move(moved, entry);
            Path manifest = Files.move(entry.resolve(".manifest"), home.resolve("manifest"));
            assertThat(believes(shell)).as("no manifest, " + shell).isFalse();
            Files.createSymbolicLink(entry.resolve(".manifest"), manifest);
            assertThat(believes(shell)).as("a linked manifest, " + shell).isFalse();
            Files.delete(entry.resolve(".manifest"));
            Files.move(manifest, entry.resolve(".manifest"));
        }
    }

    private boolean believes(String shell) throws Exception {
        PlanText text = new PlanText(home);
        text.entry(entry);
        Path script = Files.writeString(home.resolve("script"), text.end("exit 7\n") + "_slipway_plan word\n");
        List<String> command =
                shell.equals("busybox") ? List.of(shell, "sh", script.toString()) : List.of(shell, script.toString());
        return new ProcessBuilder(command).start().waitFor() == 7;
    }

    private final class TwoStores implements Store {
        @Override
        public List<Path> directories() {
            return List.of(home.resolve("first"), home.resolve("second"));
        }

        @Override
        public Optional<Path> find(List<ManifestDigest> digests) {
            assertThat(Set.copyOf(digests)).hasSize(1);
            return Optional.of(entry).filter(path -> Files.exists(path.resolve(".manifest")));
        }

        @Override
        public List<Entry> list() {
            return List.of();
        }

        @Override
        public Draft draft(ManifestDigest expected, long limit) throws IOException {
            throw new IOException("read-only");
        }

        @Override
        public Draft sketch(ManifestDigest.Algorithm algorithm, long limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tidy() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Manifest manifest(Path directory, ManifestDigest.Algorithm algorithm) throws IOException {
            throw new IOException("not asked");
        }

        @Override
        public Verification verify(Path directory, ManifestDigest expected) {
            return new Verification.Intact();
        }
    }
}
