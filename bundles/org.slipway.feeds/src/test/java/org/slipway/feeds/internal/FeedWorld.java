package org.slipway.feeds.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Scratch;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Signed;
import org.slipway.api.signature.Unsigned;
import org.slipway.api.trust.Judge;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.Verdict;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedDownloads;
import org.slipway.testkit.TestSettings;

/** A feed fetcher with a real cache in a directory of the test's, and small stand-ins for everybody else. */
final class FeedWorld {

    static final String PRIMARY = "https://example.org/dir/feed.xml";
    static final FeedUri.Remote FEED = new FeedUri.Remote(PRIMARY);
    static final String MIRROR = "https://mirror.example/feeds/latest.xml";
    static final Fingerprint ALICE = new Fingerprint("A".repeat(40));
    static final Fingerprint MALLORY = new Fingerprint("B".repeat(40));
    static final Instant T1 = Instant.parse("2025-01-01T00:00:00Z");
    static final Instant T2 = Instant.parse("2025-02-01T00:00:00Z");
    static final Instant T3 = Instant.parse("2025-03-01T00:00:00Z");

    final ManualLoop loop = new ManualLoop();
    final ScriptedDownloads downloads = new ScriptedDownloads(loop);
    final Switch scope = loop.scope();
    final List<Event> events = new ArrayList<>();
    final List<FeedMirror> mirrors =
            new ArrayList<>(List.of(new FeedMirror(URI.create(MIRROR), URI.create("https://mirror.example/keys/"))));
    final Set<Fingerprint> ring = new HashSet<>(Set.of(ALICE, MALLORY));
    final Set<Fingerprint> trusted = new HashSet<>(Set.of(ALICE));
    final List<Judge.Acquaintance> judged = new ArrayList<>();
    final SharedFeedCache cache;
    final RacingFeedFetcher fetcher;
    final SharedCatalogs catalogs;
    final TestSettings settings = new TestSettings();
    final Path base;
    boolean readOnly;
    Optional<Deferred<Verdict>> question = Optional.empty();
    RuntimeException verifierDefect;

    FeedWorld(Path base) {
        this.base = base;
        AtomicFiles files = (file, content) -> {
            if (readOnly) throw new IOException("No space left on device");
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        };
        cache = new SharedFeedCache(places(base), files);
        Verifier verifier = new Verifier(loop, new CommentVerifier());
        SignatureCheck check =
                new SignatureCheck(loop, verifier, new KeyFetch(loop, downloads, scratch(), new TextKeyring()));
        Admission admission = new Admission(
                loop, check, new FakeJudge(), new CacheEntry(cache, verifier, new FakeTrust()), events::add);
        fetcher = new RacingFeedFetcher(
                loop,
                cache,
                new Source(loop, downloads, scratch(), admission, new ServedStates(cache, places(base), files)),
                admission,
                new FakeMirrors(),
                settings,
                events::add);
        CatalogEntry entry = new CatalogEntry(places(base), files, verifier, new FakeTrust());
        CatalogSource source = new CatalogSource(loop, downloads, scratch(), check, new FakeJudge(), entry, settings);
        catalogs = new SharedCatalogs(loop, new CatalogFiles(places(base), files), () -> source);
    }

    Promise<FeedUpdate> fetch() {
        Promise<FeedUpdate> update = fetcher.fetch(FEED, scope);
        loop.run();
        return update;
    }

    /** A signed document whose name tells the versions apart. */
    static byte[] feed(String name, Fingerprint key, Instant signedAt) {
        return document(PRIMARY, name, key, signedAt);
    }

    static byte[] document(String uri, String name, Fingerprint key, Instant signedAt) {
        return ("<interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface' uri='" + uri
                        + "'><name>" + name + "</name><summary>s</summary></interface>\n<!-- signed " + key + " "
                        + signedAt + " -->\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] keyFile(Fingerprint key) {
        return ("key " + key).getBytes(StandardCharsets.UTF_8);
    }

    static KeyId id(Fingerprint key) {
        return new KeyId(key.text().substring(24));
    }

    /** The names of the temporary files that are there now. */
    List<String> scraps() throws IOException {
        if (!Files.exists(base.resolve("scratch"))) return List.of();
        try (var files = Files.list(base.resolve("scratch"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    static Places places(Path base) {
        return new Places() {
            @Override
            public Path config() {
                return configs().get(0);
            }

            @Override
            public Path cache() {
                return caches().get(0);
            }

            @Override
            public Path data() {
                return datas().get(0);
            }

            @Override
            public List<Path> configs() {
                return List.of(base.resolve("config"), base.resolve("system/config"));
            }

            @Override
            public List<Path> caches() {
                return List.of(base.resolve("cache"), base.resolve("system/cache"));
            }

            @Override
            public List<Path> datas() {
                return List.of(base.resolve("data"), base.resolve("system/data"));
            }
        };
    }

    private Scratch scratch() {
        return scope -> loop.offLoop(
                        () -> Files.createTempFile(Files.createDirectories(base.resolve("scratch")), "scratch", ""))
                .thenAccept(file -> scope.onOff(() -> loop.offLoop(() -> {
                    Files.delete(file);
                    return Done.DONE;
                })));
    }

    private final class CommentVerifier implements SignatureVerifier {
        private final Pattern comment =
                Pattern.compile("(.*)<!-- signed ((?:[0-9A-F]{40} \\S+ )+)-->\n", Pattern.DOTALL);

        @Override
        public Signed verify(byte[] document) throws Unsigned {
            if (verifierDefect != null) throw verifierDefect;
            Matcher parts = comment.matcher(new String(document, StandardCharsets.UTF_8));
            if (!parts.matches()) throw new Unsigned("No signature block");
            List<Signature> signatures = new ArrayList<>();
            String[] words = parts.group(2).split(" ");
            for (int i = 0; i < words.length; i += 2)
                signatures.add(signature(new Fingerprint(words[i]), words[i + 1]));
            return new Signed(parts.group(1).getBytes(StandardCharsets.UTF_8), signatures);
        }

        private Signature signature(Fingerprint key, String time) {
            if (time.equals("bad")) return new Signature.Bad(id(key), Signature.Flaw.MISMATCH);
            if (!ring.contains(key)) return new Signature.MissingKey(id(key));
            return new Signature.Valid(key, Instant.parse(time), List.of());
        }
    }

    private final class TextKeyring implements Keyring {
        @Override
        public Addition add(byte[] keyFile, KeyId wanted) {
            String text = new String(keyFile, StandardCharsets.UTF_8);
            if (!text.startsWith("key ")) return Addition.MALFORMED;
            Fingerprint key = new Fingerprint(text.substring(4));
            if (!id(key).equals(wanted)) return Addition.NOT_IN_FILE;
            ring.add(key);
            return Addition.ADDED;
        }

        @Override
        public Optional<KeyFile> publish(Fingerprint key) {
            return Optional.empty();
        }

        @Override
        public Optional<Description> describe(Fingerprint key) {
            return Optional.empty();
        }
    }

    private final class FakeTrust implements TrustDatabase {
        @Override
        public Set<TrustDomain> domains(Fingerprint key) {
            return trusted.contains(key) ? Set.of(TrustDomain.of(FEED)) : Set.of();
        }

        @Override
        public Map<Fingerprint, Set<TrustDomain>> all() {
            return new HashMap<>();
        }

        @Override
        public void trust(Fingerprint key, TrustDomain domain) {
            trusted.add(key);
        }

        @Override
        public void distrust(Fingerprint key, TrustDomain domain) {
            trusted.remove(key);
        }
    }

    private final class FakeJudge implements Judge {
        @Override
        public Promise<Verdict> judge(
                FeedUri.Remote feed, List<Signature> signatures, Acquaintance acquaintance, Switch asking) {
            judged.add(acquaintance);
            if (question.isPresent()) {
                Deferred<Verdict> open = question.get();
                asking.onOff(() -> {
                    if (!open.getPromise().isDone()) open.resolve(new Verdict.Aborted());
                });
                return open.getPromise();
            }
            Signature.Valid valid = (Signature.Valid) signatures.get(0);
            Verdict verdict = trusted.contains(valid.key())
                    ? new Verdict.Trusted(List.of(valid.key()), valid.time())
                    : new Verdict.NoTrustedKeys(
                            TrustDomain.of(feed), List.of(valid.key()), Verdict.Reason.REFUSED_BY_USER, List.of());
            return loop.promises().resolved(verdict);
        }
    }

    private final class FakeMirrors implements Mirrors {
        @Override
        public List<FeedMirror> feed(FeedUri.Remote feed) {
            return List.copyOf(mirrors);
        }

        @Override
        public List<URI> archive(URI archive) {
            return List.of();
        }

        @Override
        public List<URI> implementation(FeedUri.Remote feed, String implementationId) {
            return List.of();
        }
    }
}
