package org.slipway.simulation;

import static org.slipway.simulation.Wiring.late;
import static org.slipway.simulation.Wiring.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.driver.Driver;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.fetch.ImplementationFetcher;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Scratch;
import org.slipway.api.settings.Settings;
import org.slipway.api.store.Store;
import org.slipway.api.transport.Spool;
import org.slipway.api.transport.Transport;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.downloads.internal.DiskSpool;
import org.slipway.downloads.internal.MonitorAnnouncer;
import org.slipway.downloads.internal.RankedMirrors;
import org.slipway.downloads.internal.SchemeDownloader;
import org.slipway.driver.internal.FeedSources;
import org.slipway.driver.internal.NativePackages;
import org.slipway.driver.internal.Solvers;
import org.slipway.driver.internal.SolvingDriver;
import org.slipway.driver.internal.Surroundings;
import org.slipway.feeds.internal.Admission;
import org.slipway.feeds.internal.CacheEntry;
import org.slipway.feeds.internal.KeyFetch;
import org.slipway.feeds.internal.RacingFeedFetcher;
import org.slipway.feeds.internal.ServedStates;
import org.slipway.feeds.internal.SharedFeedCache;
import org.slipway.feeds.internal.SignatureCheck;
import org.slipway.feeds.internal.Source;
import org.slipway.feeds.internal.Verifier;
import org.slipway.mirrors.internal.ZeroMirror;
import org.slipway.recipes.internal.ArchiveFormats;
import org.slipway.recipes.internal.Cook;
import org.slipway.recipes.internal.RecipeFetcher;
import org.slipway.recipes.internal.Resources;
import org.slipway.recipes.internal.StepHandlers;
import org.slipway.recipes.internal.Steps;
import org.slipway.settings.internal.CacheScratch;
import org.slipway.settings.internal.RenamedFiles;
import org.slipway.solver.internal.RankingRules;
import org.slipway.solver.internal.SatReasoner;
import org.slipway.solver.internal.SatSolver;
import org.slipway.store.internal.DirectoryStore;
import org.slipway.store.internal.StoreDirectories;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.trust.internal.Askers;
import org.slipway.trust.internal.AutoApproval;
import org.slipway.trust.internal.DomainJudge;
import org.slipway.trust.internal.FileTrustDatabase;
import org.slipway.trust.internal.FirstSeen;
import org.slipway.trust.internal.KeyInformation;
import org.slipway.trust.internal.KeyServer;
import org.slipway.trust.internal.Policies;
import org.slipway.trust.internal.PolicyFile;

/** One process: the real components, put together as the container would. */
final class Platform {

    final Driver driver;
    final FeedCache cache;
    final Store store;
    final TrustDatabase trust;
    private final SchemeDownloader downloader;
    private final ArchiveFormats formats;
    private final List<Map.Entry<Map<String, Object>, Transport>> transports = new ArrayList<>();
    private final List<Map.Entry<Map<String, Object>, ArchiveFormat>> archiveFormats = new ArrayList<>();

    Platform(SimulatedLoop loop, Path base, Settings settings, Disk disk, Interaction user, Monitor monitor) {
        Places places = new TestPlaces(base);
        TestHost host = new TestHost(Map.of());
        MonitorAnnouncer announcer = new MonitorAnnouncer(loop);
        set(announcer, "monitors", List.of(entry(Map.of(), monitor)));
        AtomicFiles files = disk.files(new RenamedFiles());
        Scratch scratch = disk.scratch(new CacheScratch(loop, places), loop);
        downloader = new SchemeDownloader(loop, settings, announcer);
        RankedMirrors mirrors = new RankedMirrors(loop, announcer);
        set(mirrors, "strategies", List.of(entry(Map.of(), new ZeroMirror(settings))));
        Seal.Ring keyring = new Seal.Ring();

        FirstSeen firstSeen = new FirstSeen(loop, places);
        trust = new FileTrustDatabase(places, files, firstSeen);
        KeyInformation information = new KeyInformation(loop);
        set(information, "providers", List.of(new KeyServer(loop, settings, downloader, scratch)));
        Policies policies = new Policies(loop, announcer);
        set(policies, "policies", List.of(new AutoApproval(settings, new PolicyFile(places))));
        Askers askers = new Askers(loop, announcer);
        set(askers, "interactions", List.of(user));
        DomainJudge judge = new DomainJudge(loop, trust, keyring, information, policies, askers, firstSeen);

        cache = new SharedFeedCache(places, files);
        Verifier verifier = new Verifier(loop);
        set(verifier, "highest", new Seal.Reader(keyring));
        KeyFetch keys = new KeyFetch(loop, downloader, scratch, keyring);
        SignatureCheck signatures = new SignatureCheck(loop, verifier, keys);
        CacheEntry entry = new CacheEntry(cache, verifier, trust);
        Admission admission = new Admission(loop, signatures, judge, entry, announcer);
        Source source = new Source(loop, downloader, scratch, admission, new ServedStates(cache, places, files));
        FeedFetcher feeds = new RacingFeedFetcher(loop, cache, source, admission, mirrors, settings, announcer);

        store = disk.store(DirectoryStore.of(new StoreDirectories(places), loop));
        formats = new ArchiveFormats(loop, announcer);
        Resources resources = new Resources(loop, downloader, mirrors, scratch, announcer);
        Steps steps = new Steps(loop, resources, formats, new StepHandlers(loop, announcer), announcer);
        Cook cook = new Cook(loop, store, steps, announcer);
        Spool spool = disk.spool(new DiskSpool(loop, places, settings));
        ImplementationFetcher implementations =
                new RecipeFetcher(loop, store, cook, mirrors, spool, settings, announcer);

        Surroundings surroundings = new Surroundings(
                cache, store, settings, host, new NativePackages(loop), new FeedSources(loop, announcer));
        RankingRules rules = new RankingRules(loop, announcer);
        Solvers solvers = new Solvers(loop, announcer);
        set(solvers, "solvers", List.of(entry(Map.of(), new SatSolver(rules))));
        driver = new SolvingDriver(
                loop, solvers, new SatReasoner(rules), late(feeds), late(implementations), surroundings);
    }

    void addTransport(Transport transport, int ranking) {
        Map<String, Object> properties = Map.of(
                Transport.SCHEME,
                List.of("http", "https"),
                "service.ranking",
                ranking,
                "component.name",
                "t" + ranking);
        transports.add(entry(properties, transport));
        set(downloader, "transports", List.copyOf(transports));
    }

    void removeTransport(Transport transport) {
        transports.removeIf(entry -> entry.getValue() == transport);
        set(downloader, "transports", List.copyOf(transports));
    }

    void addFormat(ArchiveFormat format, int ranking) {
        List<String> types = List.of(Parcel.TYPE, "application/x-bzip-compressed-tar");
        archiveFormats.add(entry(Map.of(ArchiveFormat.MIME_TYPE, types, "service.ranking", ranking), format));
        set(formats, "formats", List.copyOf(archiveFormats));
    }

    void removeFormat(ArchiveFormat format) {
        archiveFormats.removeIf(entry -> entry.getValue() == format);
        set(formats, "formats", List.copyOf(archiveFormats));
    }

    private static <T> Map.Entry<Map<String, Object>, T> entry(Map<String, Object> properties, T service) {
        return Map.entry(properties, service);
    }
}
