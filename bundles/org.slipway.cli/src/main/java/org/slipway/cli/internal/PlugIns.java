package org.slipway.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.FileOwner;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.store.Store;
import org.slipway.api.store.Verification;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Switch;
import org.slipway.cli.internal.PlugInFolder.Entry;

/** Brings what is in the folder of plug-ins into the framework, and keeps to what happens there. */
@Component(service = PlugIns.class)
public final class PlugIns {
    private static final Duration OFTEN = Duration.ofSeconds(2);

    private final BundleContext context;
    private final Loop loop;
    private final Store store;
    private final Console console;
    private final PlugInFolder folder;
    private final PlugInParts parts;
    /** Those that were refused have no bundle. */
    private final Map<Entry, Optional<Bundle>> known = new HashMap<>();

    private final AbsentPolicies absent = new AbsentPolicies();

    @Activate
    public PlugIns(
            BundleContext context,
            @Reference Loop loop,
            @Reference Store store,
            @Reference Console console,
            @Reference Places places,
            @Reference Host host) {
        this.context = context;
        this.loop = loop;
        this.store = store;
        this.console = console;
        this.folder = PlugInFolder.of(places, host);
        this.parts = new PlugInParts(context);
        context.registerService(TrustPolicy.class, absent, null);
    }

    PlugInFolder folder() {
        return folder;
    }

    /** Looks again and again, until the scope is turned off. On the loop. */
    void watch(Switch scope) {
        loop.after(
                OFTEN,
                () -> loop.offLoop(this::looked).onResolve(() -> {
                    if (!scope.isOff()) watch(scope);
                }),
                scope);
    }

    /** {@link #look} as work. */
    Done looked() {
        look();
        return Done.DONE;
    }

    /** What has come is started, what has gone uninstalled; what has changed has done both. Off the loop. */
    synchronized void look() {
        List<Entry> present = folder.entries();
        if (known.keySet().equals(Set.copyOf(present))) return;
        for (Entry entry : List.copyOf(known.keySet()))
            if (!present.contains(entry)) known.remove(entry).ifPresent(this::uninstall);
        // What was in their way may have gone.
        known.values().removeIf(Optional::isEmpty);
        List<Entry> news =
                present.stream().filter(entry -> !known.containsKey(entry)).toList();
        for (Entry entry : news) known.put(entry, come(entry));
        absent.are(known);
        // One may wait for what another offers.
        for (Entry entry : news) known.get(entry).ifPresent(bundle -> warnOfWhatItLacks(entry.name(), bundle));
    }

    void warnOfWhatItLacks(String name, Bundle bundle) {
        parts.lacking(bundle)
                .ifPresent(lacking -> console.warn("the plug-in " + name + " is of no use yet: " + lacking));
    }

    private Optional<Bundle> come(Entry entry) {
        try {
            return Optional.of(start(jar(entry)));
        } catch (Complaint refused) {
            console.warn("the plug-in " + entry.name() + " is left out: " + refused.getMessage());
        } catch (IOException unreadable) {
            console.warn("the plug-in " + entry.name() + " is left out: " + FileSentences.of(unreadable));
        }
        return Optional.empty();
    }

    /** One that cannot stop is left to itself. */
    void uninstall(Bundle bundle) {
        try {
            within(bundle::uninstall);
        } catch (Exception goneAlready) {
            // Then there is nothing left to be done.
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** What a plug-in does when it starts or stops is not to keep others waiting. */
    private void within(Work work) throws Exception {
        loop.within(Provider.AT_ONCE, () -> {
            work.run();
            return Done.DONE;
        });
    }

    /** Whoever could change it could have anything run as this user. */
    private Path jar(Entry entry) throws Complaint, IOException {
        if (entry instanceof Entry.Damaged damaged)
            throw new Complaint(damaged.problem() + ". Put it right, or take it away");
        Optional<FileOwner.Opening> opening = FileOwner.self().opening(entry.file());
        if (opening.isPresent()) throw new Complaint(sentence(opening.get()));
        if (entry instanceof Entry.FromFeed fed) return verified(fed);
        return entry.file();
    }

    private static String sentence(FileOwner.Opening opening) {
        return opening.owner()
                .map(other -> opening.path() + " belongs to " + other + ", who could put anything there")
                .orElse("others can write to " + opening.path() + ". If you know what is there: chmod go-w "
                        + opening.path());
    }

    /** What a feed has brought is as its digest says, or it does not come in. */
    private Path verified(Entry.FromFeed fed) throws Complaint, IOException {
        String again = "Add it again: slipway plugin add " + fed.feed();
        Path directory = store.find(List.of(fed.digest()))
                .orElseThrow(() -> new Complaint("it is not in the store any more. " + again));
        if (!(store.verify(directory, fed.digest()) instanceof Verification.Intact))
            throw new Complaint(
                    "it has been changed since it was verified. Run slipway store audit, then add it again");
        Path jar = directory.resolve(fed.jar()).normalize();
        if (!jar.startsWith(directory) || !Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS))
            throw new Complaint("its jar is not there. " + again);
        return jar;
    }

    /** Installs and starts a jar; what does not fit is not left behind. */
    Bundle start(Path jar) throws Complaint, IOException {
        Bundle bundle;
        try (InputStream in = Files.newInputStream(jar)) {
            bundle = context.installBundle("slipway-plugin:" + jar.toUri(), in);
        } catch (BundleException unfit) {
            throw new Complaint("it cannot be installed as an OSGi bundle: " + unfit.getMessage());
        }
        try {
            check(bundle);
            within(() -> {
                bundle.start(Bundle.START_TRANSIENT);
                parts.make(bundle);
            });
            return bundle;
        } catch (Complaint unfit) {
            uninstall(bundle);
            throw unfit;
        } catch (Exception broken) {
            uninstall(bundle);
            throw new Complaint("it cannot be started: " + reason(broken));
        }
    }

    /** The framework says which bundle it was, and the plug-in why. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        return failure.getMessage() + (root == failure ? "" : " " + root);
    }

    private void check(Bundle bundle) throws Complaint {
        if (bundle.getSymbolicName() == null)
            throw new Complaint("it is a jar, but no OSGi bundle: it has no Bundle-SymbolicName");
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null)
            throw new Complaint("it is a fragment, and would become a part of another bundle");
        boolean taken = Arrays.stream(context.getBundles())
                .anyMatch(other -> other != bundle && bundle.getSymbolicName().equals(other.getSymbolicName()));
        if (taken) throw new Complaint("a bundle called " + bundle.getSymbolicName() + " is there already");
        Optional<String> missing = new Missing(context).of(bundle);
        if (missing.isPresent()) throw new Complaint(missing.get());
    }
}
