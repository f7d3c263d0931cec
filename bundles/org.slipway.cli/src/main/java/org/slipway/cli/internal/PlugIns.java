package org.slipway.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
    private final AbsentPolicies absent;
    /** Those that were refused have no bundle. */
    private final Map<Entry, Optional<Bundle>> known = new HashMap<>();
    /** Why. */
    private final Map<Entry, String> refusals = new HashMap<>();
    /** Those that may come, and that the framework has refused. */
    private final Set<Entry> unfit = new HashSet<>();

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
        this.absent = new AbsentPolicies(folder);
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
        List<Entry> gone = without(known.keySet(), present::contains);
        for (Entry entry : gone) known.remove(entry).ifPresent(this::uninstall);
        refusals.keySet().retainAll(present);
        Map<Entry, Path> jars = jars(without(present, this::isRunning));
        // What was in the way of those that do not fit may have gone.
        if (!gone.isEmpty() || !unfit.equals(jars.keySet())) bring(jars);
        absent.are(known);
    }

    private static List<Entry> without(Collection<Entry> entries, Predicate<Entry> some) {
        return entries.stream().filter(some.negate()).toList();
    }

    private boolean isRunning(Entry entry) {
        return known.getOrDefault(entry, Optional.empty()).isPresent();
    }

    /** Of those that may come; whoever may not is asked again each time, as what speaks against it is not in its file. */
    private Map<Entry, Path> jars(List<Entry> entries) {
        if (entries.isEmpty()) return Map.of();
        Map<Entry, Path> jars = new LinkedHashMap<>();
        try {
            PlugInAdmission admission = new PlugInAdmission(folder, store, FileOwner.self());
            for (Entry entry : entries) jar(entry, admission).ifPresent(jar -> jars.put(entry, jar));
        } catch (IOException unknown) {
            for (Entry entry : entries) refuse(entry, FileSentences.of(unknown));
        }
        return jars;
    }

    private Optional<Path> jar(Entry entry, PlugInAdmission admission) {
        try {
            return Optional.of(admission.jar(entry));
        } catch (Complaint refused) {
            refuse(entry, refused.getMessage());
        } catch (IOException unreadable) {
            refuse(entry, FileSentences.of(unreadable));
        }
        return Optional.empty();
    }

    private void bring(Map<Entry, Path> jars) {
        unfit.clear();
        jars.forEach(this::come);
        // One may wait for what another offers.
        for (Entry entry : jars.keySet())
            known.get(entry)
                    .filter(bundle -> bundle.getRegisteredServices() == null)
                    .ifPresent(useless -> warnOfWhatItLacks("the plug-in " + entry.name(), useless));
    }

    private void come(Entry entry, Path jar) {
        try {
            known.put(entry, Optional.of(start(jar)));
            refusals.remove(entry);
            return;
        } catch (Complaint refused) {
            refuse(entry, refused.getMessage());
        } catch (IOException unreadable) {
            refuse(entry, FileSentences.of(unreadable));
        }
        unfit.add(entry);
    }

    /** Told once, until there is another reason. */
    private void refuse(Entry entry, String why) {
        known.put(entry, Optional.empty());
        if (!why.equals(refusals.put(entry, why))) console.warn("the plug-in " + entry.name() + " is left out: " + why);
    }

    private void warnOfWhatItLacks(String what, Bundle bundle) {
        parts.lacking(bundle).ifPresent(lacking -> console.warn(what + " is of no use yet: " + lacking));
    }

    /** What a jar has turned out to be. */
    record Tried(String name, boolean hasPolicy) {}

    /** Starts it once, in place of the one that it is to replace, and has all made that it offers; it does not stay. */
    synchronized Tried tried(Path jar) throws Complaint, IOException {
        makeWayFor(jar);
        Bundle bundle = start(jar);
        try {
            within(() -> parts.make(bundle));
            String whole = "the plug-in " + bundle.getSymbolicName();
            warnOfWhatItLacks(bundle.getRegisteredServices() == null ? whole : "a part of " + whole, bundle);
            return new Tried(bundle.getSymbolicName(), AbsentPolicies.hasPolicy(bundle));
        } catch (Complaint unfit) {
            throw unfit;
        } catch (Exception broken) {
            throw new Complaint("what it offers cannot be had: " + reason(broken));
        } finally {
            uninstall(bundle);
        }
    }

    /** Unless a new one takes its place, the old one comes again at the next look. */
    private void makeWayFor(Path jar) {
        Optional<String> name = symbolicName(jar);
        for (Entry entry : List.copyOf(known.keySet()))
            known.get(entry)
                    .filter(bundle -> name.equals(Optional.of(bundle.getSymbolicName())))
                    .ifPresent(bundle -> {
                        known.remove(entry);
                        uninstall(bundle);
                    });
    }

    /** Nothing of what is no jar: the framework says so. */
    private static Optional<String> symbolicName(Path jar) {
        try {
            return new JarHeaders(jar).get(Constants.BUNDLE_SYMBOLICNAME).map(header -> header.split(";")[0].strip());
        } catch (IOException noJar) {
            return Optional.empty();
        }
    }

    /** One that cannot stop is left to itself. */
    private void uninstall(Bundle bundle) {
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

    /** Installs and starts a jar; what does not fit is not left behind. */
    private Bundle start(Path jar) throws Complaint, IOException {
        bringLibraries();
        Bundle bundle;
        try (InputStream in = Files.newInputStream(jar)) {
            bundle = context.installBundle("slipway-plugin:" + jar.toUri(), in);
        } catch (BundleException unfit) {
            throw new Complaint("it cannot be installed as an OSGi bundle: " + unfit.getMessage());
        }
        try {
            check(bundle);
            within(() -> bundle.start(Bundle.START_TRANSIENT));
            return bundle;
        } catch (Complaint unfit) {
            uninstall(bundle);
            throw unfit;
        } catch (Exception broken) {
            uninstall(bundle);
            throw new Complaint("it cannot be started: " + reason(broken));
        }
    }

    /** It may import what ours have from elsewhere. */
    private void bringLibraries() throws Complaint {
        try {
            new LaterPart(context, "libraries").come();
        } catch (Exception broken) {
            throw new Complaint("the libraries of Slipway cannot be brought: " + reason(broken));
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
