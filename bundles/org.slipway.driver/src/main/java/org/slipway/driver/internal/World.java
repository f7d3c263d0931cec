package org.slipway.driver.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Pins;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.solver.Snapshot;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Stability;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source;
import org.slipway.model.feed.RetrievalMethod;

/**
 * The world as one run of the driver sees it: read from the disk when first asked for, then kept, so that all solves of the
 * run agree but for what the run itself has brought.
 *
 * <p>It has no locks, as it is never shared: the solve in flight has it alone, and the loop changes it only between solves.
 */
final class World implements Snapshot {

    /** With it, 32-bit programs run on a 64-bit Linux. */
    private static final Path LINKER_32 = Path.of("/lib/ld-linux.so.2");

    /** An id that names an entry of a store, perhaps by a value that is no digest. */
    private static final Pattern ENTRY = Pattern.compile("(?:sha1|sha1new|sha256)=[0-9A-Za-z]+");

    private final Surroundings surroundings;
    private final NetworkUse networkUse;
    private final Stability stabilityPolicy;
    private final Map<FeedUri, Lookup> feeds = new HashMap<>();
    private final Map<FeedUri, FeedPreferences> feedPreferences = new HashMap<>();
    private final Map<InterfaceUri, InterfacePreferences> interfacePreferences = new HashMap<>();
    private final Map<FeedUri, Found> packages = new HashMap<>();
    private final Map<Object, Object> notes = new HashMap<>();
    private final Optional<InterfaceUri> unpinned;
    private Listing listing;

    World(Surroundings surroundings, DriverRequest request) {
        this.surroundings = surroundings;
        this.networkUse =
                request.networkUse().orElseGet(() -> surroundings.settings().networkUse());
        this.unpinned = request.pins() == Pins.PASSED_OVER
                ? Optional.of(request.requirements().interfaceUri())
                : Optional.empty();
        this.stabilityPolicy =
                surroundings.settings().helpWithTesting() == Consent.YES ? Stability.TESTING : Stability.STABLE;
    }

    /** A feed has been fetched; what the distribution has for it must be looked up anew. */
    void replace(Feed feed) {
        feeds.put(feed.uri(), new Lookup(Optional.of(feed), Optional.empty()));
        packages.remove(feed.uri());
    }

    /** A fetch has brought nothing: another process may have cached what this run does not have. */
    void lookAgain(FeedUri feed) {
        feeds.remove(feed);
    }

    /** The package manager has been asked also for what it could install. */
    void replacePackages(FeedUri feed, Found found) {
        packages.put(feed, found);
    }

    @Override
    public Lookup feed(FeedUri uri) {
        return feeds.computeIfAbsent(uri, this::read);
    }

    private Lookup read(FeedUri uri) {
        try {
            return new Lookup(surroundings.cache().get(uri), Optional.empty());
        } catch (UnusableFeed unusable) {
            return new Lookup(Optional.empty(), Optional.of(unusable.getMessage()));
        }
    }

    /** The files among these that are no feeds or not there. */
    List<FeedProblem> unusable(Set<FeedUri> looked) {
        return looked.stream()
                .filter(FeedUri.Local.class::isInstance)
                .filter(file -> feed(file).feed().isEmpty())
                .<FeedProblem>map(file -> new FeedProblem.NotImported(
                        file, new Import.Malformed(feed(file).problem().orElse("it is not there"))))
                .toList();
    }

    /** What the user has decided is not to be passed over, only because its file is damaged. */
    @Override
    public FeedPreferences preferences(FeedUri feed) {
        FeedPreferences own = own(feed);
        return unpinned.filter(asked -> isOf(feed, asked)).isPresent() ? own.withoutPins() : own;
    }

    private boolean isOf(FeedUri feed, InterfaceUri interfaceUri) {
        FeedUri one = feed instanceof FeedUri.Distribution packages ? packages.master() : feed;
        FeedUri main = FeedUri.of(interfaceUri.text());
        return one.equals(main)
                || Stream.concat(
                                preferences(interfaceUri).feeds().stream(),
                                feed(main).feed().stream().flatMap(known -> known.imports().stream()))
                        .anyMatch(imported -> imported.uri().equals(one));
    }

    private FeedPreferences own(FeedUri feed) {
        return feedPreferences.computeIfAbsent(feed, f -> {
            try {
                return surroundings.cache().preferences(f);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    @Override
    public InterfacePreferences preferences(InterfaceUri interfaceUri) {
        return interfacePreferences.computeIfAbsent(interfaceUri, i -> {
            InterfacePreferences own;
            try {
                own = surroundings.cache().preferences(i);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            List<FeedImport> more = surroundings.sources().feeds(i);
            if (more.isEmpty()) return own;
            List<FeedImport> all = new ArrayList<>(own.feeds());
            all.addAll(more);
            return new InterfacePreferences(own.stabilityPolicy(), all);
        });
    }

    @Override
    public Found nativePackages(Feed feed) {
        return packages.computeIfAbsent(feed.uri(), f -> surroundings.packages().find(feed, Depth.INSTALLED));
    }

    @Override
    public Availability availability(Implementation implementation) {
        return implementation
                .source()
                .fold(
                        cached -> availability(implementation, cached),
                        local -> Files.exists(local.path()) ? Availability.AVAILABLE : Availability.MISSING,
                        packaged -> packaged.state() == Source.Packaged.State.INSTALLED
                                ? Availability.AVAILABLE
                                : Availability.MISSING);
    }

    private Availability availability(Implementation implementation, Source.Cached cached) {
        List<String> names = entries(implementation.id(), cached);
        if (!listing().rulesOut(names)) {
            if (surroundings.store().find(cached.digests()).isPresent()) return Availability.AVAILABLE;
            if (networkUse != NetworkUse.OFF_LINE && hasAny(names)) return Availability.AVAILABLE;
        }
        return isRetrievableOffLine(implementation) ? Availability.RETRIEVABLE_OFFLINE : Availability.MISSING;
    }

    static boolean isRetrievableOffLine(Implementation implementation) {
        return implementation.feed() instanceof FeedUri.Local
                && implementation.source() instanceof Source.Cached cached
                && cached.retrievalMethods().stream().anyMatch(World::needsNoNetwork);
    }

    private Listing listing() {
        if (listing == null) listing = new Listing(surroundings.store().directories());
        return listing;
    }

    private static List<String> entries(String id, Source.Cached cached) {
        List<String> names = new ArrayList<>();
        if (ENTRY.matcher(id).matches()) names.add(id);
        for (ManifestDigest digest : cached.digests()) names.add(digest.directoryName());
        return names;
    }

    /**
     * Whether there is a directory by such a name, if only an empty one. As the reference does, it is taken for the tree when
     * candidates are compared; a fetch will put it right, which is why this does not count off-line.
     */
    private boolean hasAny(List<String> names) {
        return surroundings.store().directories().stream()
                .anyMatch(store -> names.stream().map(store::resolve).anyMatch(Files::isDirectory));
    }

    private static boolean needsNoNetwork(RetrievalMethod method) {
        return method.steps().stream()
                .allMatch(step -> step.fold(
                        archive -> isRelative(archive.href()),
                        file -> isRelative(file.href()),
                        rename -> true,
                        remove -> true,
                        copyFrom -> false,
                        foreign -> false));
    }

    private static boolean isRelative(String href) {
        return !href.contains("://");
    }

    @Override
    public NetworkUse networkUse() {
        return networkUse;
    }

    @Override
    public Stability stabilityPolicy() {
        return stabilityPolicy;
    }

    @Override
    public Host.Platform platform() {
        return surroundings.host().platform();
    }

    @Override
    public MultiArch multiArch() {
        return Files.exists(LINKER_32) ? MultiArch.SUPPORTED : MultiArch.UNSUPPORTED;
    }

    @Override
    public List<String> languages() {
        return surroundings.host().languages();
    }

    @Override
    public Map<Object, Object> notes() {
        return notes;
    }
}
