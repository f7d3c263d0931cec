package org.slipway.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.cli.internal.PlugInFolder.Entry;

/**
 * Speaks for plug-ins that have rules for whom to trust and cannot be asked, and for those of which nobody knows whether they
 * have any. What they would have said is not known, so nobody is trusted meanwhile.
 */
final class AbsentPolicies implements TrustPolicy {
    private static final String POLICY = TrustPolicy.class.getName();

    private final PlugInFolder folder;
    private volatile Map<Entry, Optional<Bundle>> all = Map.of();

    AbsentPolicies(PlugInFolder folder) {
        this.folder = folder;
    }

    /** Those that are left out have no bundle. */
    void are(Map<Entry, Optional<Bundle>> plugIns) {
        all = Map.copyOf(plugIns);
    }

    @Override
    public Opinion judge(Case question) {
        return all.entrySet().stream()
                .flatMap(one -> refusal(one.getKey(), one.getValue()).stream())
                .findFirst()
                .orElseGet(Opinion.None::new);
    }

    private Optional<Opinion> refusal(Entry entry, Optional<Bundle> bundle) {
        return bundle.map(AbsentPolicies::silence)
                .orElseGet(() -> loss(entry))
                .map(what ->
                        new Opinion.Refuse("the plug-in " + entry.name() + " " + what + ". " + folder.remedy(entry)));
    }

    /** One of its components may wait for something or fail, or it is about to be replaced. */
    private static Optional<String> silence(Bundle bundle) {
        try {
            List<ServiceReference<?>> policies = policies(bundle);
            return rules(
                    policies.isEmpty()
                            ? says(bundle)
                            : policies.stream().anyMatch(policy -> policy.getUsingBundles() == null));
        } catch (IllegalStateException gone) {
            return rules(true);
        }
    }

    private static Optional<String> loss(Entry entry) {
        try {
            if (entry instanceof Entry.Damaged damaged) throw new IOException(damaged.problem());
            if (entry instanceof Entry.FromFeed fed) return rules(fed.hasPolicy());
            return rules(says(new JarHeaders(entry.file()).get(Constants.PROVIDE_CAPABILITY)));
        } catch (IOException unreadable) {
            return Optional.of("may have rules for whom to trust, and cannot be read: " + FileSentences.of(unreadable));
        }
    }

    private static Optional<String> rules(boolean areThere) {
        return areThere ? Optional.of("has rules for whom to trust, and cannot be asked") : Optional.empty();
    }

    /** Whether it offers rules, or says that it has some, as what bnd has made does. */
    static boolean hasPolicy(Bundle bundle) {
        return says(bundle) || !policies(bundle).isEmpty();
    }

    private static boolean says(Bundle bundle) {
        return says(Optional.ofNullable(bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY)));
    }

    private static boolean says(Optional<String> capabilities) {
        return capabilities.filter(text -> text.contains(POLICY)).isPresent();
    }

    private static List<ServiceReference<?>> policies(Bundle bundle) {
        return Stream.ofNullable(bundle.getRegisteredServices())
                .flatMap(Stream::of)
                .filter(one -> List.of((String[]) one.getProperty(Constants.OBJECTCLASS))
                        .contains(POLICY))
                .toList();
    }
}
