package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.cli.internal.PlugInFolder.Entry;

/**
 * Speaks for plug-ins that have rules for whom to trust and cannot be asked. What they would have said is not known, so nobody
 * is trusted meanwhile.
 */
final class AbsentPolicies implements TrustPolicy {
    private static final String POLICY = TrustPolicy.class.getName();

    private volatile Map<Entry, Optional<Bundle>> all = Map.of();

    /** Those that are left out have no bundle. */
    void are(Map<Entry, Optional<Bundle>> plugIns) {
        all = Map.copyOf(plugIns);
    }

    @Override
    public Opinion judge(Case question) {
        return all.entrySet().stream()
                .filter(one -> one.getValue().map(AbsentPolicies::isSilent).orElseGet(() -> isLost(one.getKey())))
                .map(one -> one.getKey().name())
                .findFirst()
                .<Opinion>map(name -> new Opinion.Refuse("the plug-in " + name
                        + " has rules for whom to trust, and cannot be asked. Put it right, or take it away: slipway plugin remove "
                        + name))
                .orElseGet(Opinion.None::new);
    }

    /** One of its components may wait for something, or it is about to be replaced. */
    private static boolean isSilent(Bundle bundle) {
        try {
            return hasPolicy(bundle) && !offers(bundle.getRegisteredServices());
        } catch (IllegalStateException gone) {
            return true;
        }
    }

    private static boolean offers(ServiceReference<?>[] services) {
        return services != null
                && Stream.of(services)
                        .map(one -> (String[]) one.getProperty(Constants.OBJECTCLASS))
                        .anyMatch(types -> List.of(types).contains(POLICY));
    }

    private static boolean isLost(Entry entry) {
        if (entry instanceof Entry.FromFeed fed) return fed.hasPolicy();
        return entry instanceof Entry.Jar jar && hasPolicy(jar.file());
    }

    /** Whether it says that it has rules, as what bnd has made does. */
    static boolean hasPolicy(Bundle bundle) {
        return says(bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY));
    }

    private static boolean hasPolicy(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            Manifest manifest = opened.getManifest();
            return manifest != null && says(manifest.getMainAttributes().getValue(Constants.PROVIDE_CAPABILITY));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean says(String capabilities) {
        return capabilities != null && capabilities.contains(POLICY);
    }
}
