package org.slipway.simulation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.mirrors.internal.ZeroMirror;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.testkit.TestSettings;

/** What there is, made from a seed: feeds, keys, archives, servers, mirrors, what is cached, and what goes wrong. */
final class World {

    static final String MIRROR = "http://mirror.example/0mirror";
    static final String KEY_SERVER = "http://keys.example";

    /**
     * One version of a feed as it is signed.
     *
     * @param content what the signatures cover
     * @param seal the signature of the feed's own key
     */
    record Document(FeedUri.Remote feed, byte[] bytes, String content, String seal, Instant signedAt, Fingerprint key) {
        /** Whether somebody unknown has signed it, too. */
        boolean isSignedByAStranger() {
            return bytes.length > content.length() + seal.length() + 20;
        }
    }

    /** Everything about one feed. */
    static final class Site {
        final FeedUri.Remote uri;
        final TrustDomain domain;
        final Fingerprint key;
        final List<Document> documents = new ArrayList<>();
        Optional<Document> primary = Optional.empty();
        Optional<Document> mirror = Optional.empty();
        Optional<Document> cached = Optional.empty();
        /** Whether a patient run gets an authentic document. */
        boolean obtainable = true;
        /** Whether a patient run gets what the primary has. */
        boolean primaryIsGood = true;

        Site(FeedUri.Remote uri, Fingerprint key) {
            this.uri = uri;
            this.domain = TrustDomain.of(uri);
            this.key = key;
        }
    }

    final Trace trace;
    final Internet internet;
    final TestSettings settings = new TestSettings();
    final List<Site> feeds = new ArrayList<>();
    final Map<String, Tree> trees = new HashMap<>();
    final Map<String, Document> authentic = new HashMap<>();
    final Map<Fingerprint, Set<TrustDomain>> trusted = new LinkedHashMap<>();
    final Set<Fingerprint> wellKnown = new TreeSet<>(java.util.Comparator.comparing(Fingerprint::text));
    final Plan plan;
    private final Dice dice;
    private final ZeroMirror mirror;
    private final List<String> hosts = new ArrayList<>();
    private final Map<String, byte[]> archives = new TreeMap<>();
    /** In percent, how often something goes wrong where it could. */
    private final int storm;
    /** Whether one source of everything is spared. */
    final boolean guarded;

    boolean obtainable = true;

    World(long seed, Trace trace) {
        this.trace = trace;
        this.internet = new Internet(trace);
        this.dice = new Dice(seed);
        this.plan = new Plan(dice.apart());
        this.guarded = dice.percent(65);
        this.storm = dice.of(List.of(0, 5, 15, 30, 50));
        settings.mirror = dice.percent(85) ? Optional.of(URI.create(MIRROR)) : Optional.empty();
        settings.keyInfoServer = dice.percent(80) ? Optional.of(URI.create(KEY_SERVER)) : Optional.empty();
        settings.autoApproveKeys = dice.percent(50) ? Consent.YES : Consent.NO;
        this.mirror = new ZeroMirror(settings);
        int sites = dice.between(1, 3);
        for (int i = 0; i < sites; i++) hosts.add((dice.percent(30) ? "https" : "http") + "://" + name(i) + ".example");
        makeFeeds();
        for (Site feed : feeds) serve(feed);
        keys();
        plan.count(this);
    }

    private static String name(int i) {
        return List.of("one", "two", "three").get(i);
    }

    FeedUri.Remote root() {
        return feeds.get(0).uri;
    }

    InterfaceUri rootInterface() {
        return new InterfaceUri(root().text());
    }

    private void makeFeeds() {
        int count = dice.between(1, 6);
        List<Fingerprint> keys = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) keys.add(new Fingerprint(dice.hex(40)));
        for (int i = 0; i < count; i++)
            feeds.add(new Site(new FeedUri.Remote(dice.of(hosts) + "/feeds/f" + i + ".xml"), dice.of(keys)));
        List<List<String>> links = new ArrayList<>();
        for (int i = 0; i < count; i++) links.add(new ArrayList<>());
        List<String> interfaces = new ArrayList<>();
        for (Site feed : feeds) interfaces.add(feed.uri.text());
        for (int i = 1; i < count; i++) {
            int parent = dice.below(i);
            boolean imported = dice.percent(25);
            if (imported) interfaces.set(i, interfaces.get(parent));
            links.get(parent).add((imported ? "I" : "R") + feeds.get(i).uri);
        }
        if (count > 2 && dice.percent(15)) links.get(count - 1).add("R" + interfaces.get(1));
        for (int i = 0; i < count; i++)
            new FeedWriter(this, dice.apart(), feeds.get(i), i, interfaces.get(i), links.get(i)).write();
    }

    String host() {
        return dice.of(hosts);
    }

    /** Bytes that are somewhere on the net. */
    void archive(String uri, byte[] bytes) {
        archives.put(uri, bytes);
    }

    boolean strikes() {
        return dice.percent(storm);
    }

    private void serve(Site feed) {
        int last = feed.documents.size() - 1;
        boolean oldPrimary = last > 0 && dice.percent(10);
        Document primary = feed.documents.get(oldPrimary ? last - 1 : last);
        feed.primary = Optional.of(primary);
        Optional<FeedMirror> copy = mirror.feed(feed.uri).stream().findFirst().filter(x -> dice.percent(80) || guarded);
        if (copy.isPresent()) {
            boolean oldMirror = last > 0 && !oldPrimary && dice.percent(35);
            feed.mirror = Optional.of(feed.documents.get(oldMirror ? dice.below(last) : last));
        }
        if (dice.percent(45)) feed.cached = Optional.of(dice.of(feed.documents));
        boolean spared = guarded && (copy.isEmpty() || dice.percent(50));
        byte[] sent = primary.bytes;
        Optional<Fault> wrong = Optional.empty();
        if (!guarded && strikes() && dice.percent(50)) {
            Fault fault = dice.of(List.of(Fault.FORGERY, Fault.UNSIGNED));
            wrong = Optional.of(fault);
            sent = fault == Fault.FORGERY ? forged(sent) : content(sent);
        }
        boolean believable = wrong.isEmpty();
        Set<Fault> faults = spared ? EnumSet.of(Fault.DELAY, Fault.REDIRECT) : EnumSet.copyOf(Manner.NETWORK);
        if (!spared) faults.add(Fault.DELAY);
        if (!guarded) faults.add(Fault.WRONG_BYTES);
        Resource atPrimary = resource(feed.uri.text(), sent, sent, faults);
        wrong.ifPresent(fault -> trait(atPrimary, fault));
        if (oldPrimary && copy.isPresent()) trait(atPrimary, Fault.OLD_PRIMARY);
        if (isReplay(feed, primary)) trait(atPrimary, Fault.REPLAY);
        if (primary.isSignedByAStranger()) trait(atPrimary, Fault.UNKNOWN_SIGNER);
        feed.primaryIsGood = atPrimary.isGood(0) && believable && !isReplay(feed, primary);
        boolean mirrorIsGood = false;
        if (copy.isPresent()) {
            byte[] bytes = feed.mirror.orElseThrow().bytes;
            Set<Fault> ofMirror =
                    guarded && !spared ? EnumSet.of(Fault.DELAY, Fault.REDIRECT) : EnumSet.copyOf(Manner.NETWORK);
            if (!guarded) ofMirror.add(Fault.WRONG_BYTES);
            Resource atMirror = resource(copy.get().feed().toString(), bytes, bytes, ofMirror);
            if (feed.mirror.orElseThrow().signedAt.isBefore(primary.signedAt)) trait(atMirror, Fault.OLD_MIRROR);
            mirrorIsGood = atMirror.isGood(0) && !isReplay(feed, feed.mirror.orElseThrow());
        }
        boolean networkOnly = believable
                && !isReplay(feed, primary)
                && atPrimary.manners().stream()
                        .noneMatch(m ->
                                m.fault().filter(f -> f == Fault.WRONG_BYTES).isPresent());
        feed.obtainable = feed.primaryIsGood || mirrorIsGood && networkOnly;
        obtainable &= feed.obtainable;
    }

    private void trait(Resource resource, Fault fault) {
        resource.trait(fault);
        trace.injected(fault);
    }

    private static boolean isReplay(Site feed, Document offered) {
        return feed.cached
                .filter(cached -> offered.signedAt.isBefore(cached.signedAt))
                .isPresent();
    }

    /** Somebody has changed a word. */
    private static byte[] forged(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace("<summary>s<", "<summary>!<").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] content(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return Seal.content(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** With faults of these kinds, or none. */
    Resource resource(String uri, byte[] first, byte[] second, Set<Fault> faults) {
        List<Manner> manners = List.of();
        if (strikes()) manners = Manner.several(dice, faults, 3);
        else if (dice.percent(70)) manners = List.of(Manner.good(dice), Manner.good(dice));
        int changesAfter = first == second ? Integer.MAX_VALUE : dice.between(1, 2);
        Resource resource = new Resource(uri, first, second, changesAfter, manners);
        for (Manner manner : manners) manner.fault().ifPresent(trace::injected);
        if (dice.percent(25)) resource.forever();
        internet.put(resource);
        return resource;
    }

    /** An archive at its primary, and at the mirror. */
    boolean serveArchive(String uri, byte[] bytes) {
        boolean atMirror = settings.mirror.isPresent() && (guarded || dice.percent(60));
        boolean spared = guarded && (!atMirror || dice.percent(50));
        byte[] second = bytes;
        if (!guarded && strikes() && dice.percent(30)) {
            second = bytes.clone();
            second[second.length / 2] ^= 1;
            trace.injected(Fault.CHANGED);
        }
        Resource atPrimary = resource(uri, bytes, second, archiveFaults(spared));
        boolean good = atPrimary.isGood(0);
        if (!atMirror) return good;
        Optional<URI> copy = mirror.archive(URI.create(uri)).stream().findFirst();
        if (copy.isEmpty()) return good;
        Resource atCopy = resource(copy.get().toString(), bytes, bytes, archiveFaults(guarded && !spared));
        atCopy.copy(uri);
        atPrimary.copy(atCopy.uri);
        boolean copyIsGood = atCopy.isGood(0);
        boolean asked = internet.get(uri).orElseThrow().manners().stream()
                .noneMatch(m -> m.fault().filter(f -> f == Fault.WRONG_BYTES).isPresent());
        return good || copyIsGood && asked && second == bytes;
    }

    /** A single file has no archive mirror. */
    boolean serveFile(String uri, byte[] bytes) {
        return resource(uri, bytes, bytes, archiveFaults(guarded)).isGood(0);
    }

    private Set<Fault> archiveFaults(boolean spared) {
        if (spared) return EnumSet.copyOf(Manner.HARMLESS);
        Set<Fault> faults = EnumSet.copyOf(Manner.NETWORK);
        faults.addAll(Manner.HARMLESS);
        if (!guarded) faults.add(Fault.WRONG_BYTES);
        return faults;
    }

    void serveImplementation(FeedUri.Remote feed, String id, Tree tree) {
        if (!dice.percent(50)) return;
        byte[] bytes = Parcel.of(tree);
        mirror.implementation(feed, id).forEach(uri -> resource(uri.toString(), bytes, bytes, archiveFaults(false)));
    }

    private void keys() {
        Set<Fingerprint> all = new TreeSet<>(java.util.Comparator.comparing(Fingerprint::text));
        for (Site feed : feeds) {
            all.add(feed.key);
            if (dice.percent(60))
                trusted.computeIfAbsent(feed.key, key -> new java.util.LinkedHashSet<>())
                        .add(feed.domain);
        }
        for (Fingerprint key : all) {
            boolean good = dice.percent(50);
            if (good) wellKnown.add(key);
            String votes = "<key-lookup><item vote=\"" + (good ? "good" : "bad") + "\">Somebody</item></key-lookup>";
            Set<Fault> faults = EnumSet.copyOf(Manner.NETWORK);
            faults.add(Fault.DELAY);
            byte[] bytes = votes.getBytes(StandardCharsets.US_ASCII);
            Resource answer = resource(KEY_SERVER + "/key/" + key, bytes, bytes, faults);
            if (answer.manners().stream().anyMatch(m -> !m.fault().isEmpty())) trace.injected(Fault.LATE_VOTES);
        }
        for (Site feed : feeds) {
            boolean isTrusted = trusted.getOrDefault(feed.key, Set.of()).contains(feed.domain);
            if (!isTrusted) trace.injected(Fault.UNTRUSTED_KEY);
            String name = Seal.id(feed.key) + ".gpg";
            String beside = URI.create(feed.uri.text()).resolve(name).toString();
            if (internet.get(beside).isEmpty()) obtainable &= key(beside, feed.key);
            String copy = MIRROR + "/keys/" + name;
            if (internet.get(copy).isEmpty()) obtainable &= key(copy, feed.key);
        }
    }

    private boolean key(String uri, Fingerprint key) {
        byte[] file = Seal.keyFile(key);
        Set<Fault> faults = guarded ? EnumSet.of(Fault.DELAY, Fault.REDIRECT) : EnumSet.copyOf(Manner.NETWORK);
        return resource(uri, file, file, faults).isGood(0);
    }

    /** Whether somebody could have come to trust a key for a domain. */
    boolean mayTrust(Fingerprint key, TrustDomain domain) {
        return trusted.getOrDefault(key, Set.of()).contains(domain)
                || settings.autoApproveKeys == Consent.YES && wellKnown.contains(key);
    }
}
