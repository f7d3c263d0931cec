package org.slipway.cli.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Why a bundle does not fit into the framework, in one line. */
record Missing(BundleContext context) {

    Optional<String> of(Bundle bundle) {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        if (wiring.resolveBundles(List.of(bundle))) return Optional.empty();
        for (BundleRequirement needed : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null))
            if (isMandatory(needed.getDirectives()) && provided(needed).isEmpty()) return Optional.of(sentence(needed));
        return Optional.of("it does not fit together with the other bundles");
    }

    private static boolean isMandatory(Map<String, String> directives) {
        return !"optional".equals(directives.get("resolution")) && !"active".equals(directives.get("effective"));
    }

    private List<BundleCapability> provided(BundleRequirement needed) {
        return all(needed.getNamespace()).filter(needed::matches).toList();
    }

    private Stream<BundleCapability> all(String namespace) {
        return Stream.of(context.getBundles())
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .filter(wiring -> wiring != null)
                .map(wiring -> wiring.getCapabilities(namespace))
                .flatMap(Collection::stream);
    }

    private String sentence(BundleRequirement needed) {
        String filter = needed.getDirectives().getOrDefault("filter", "");
        if (!needed.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE))
            return "it needs " + needed.getNamespace() + " " + filter + ", which nobody provides";
        String name = filter.replaceFirst(".*osgi\\.wiring\\.package=([^)]*)\\).*", "$1");
        String there = all(PackageNamespace.PACKAGE_NAMESPACE)
                .filter(exported -> name.equals(exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(exported -> String.valueOf(exported.getAttributes().get(Constants.VERSION_ATTRIBUTE)))
                .collect(Collectors.joining(", "));
        return "it needs the package " + name + " in a version that fits " + filter + ", "
                + (there.isEmpty() ? "which nobody provides" : "and there is " + there);
    }
}
