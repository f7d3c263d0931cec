package org.slipway.packages.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.slipway.model.feed.NativePackage;

/** Which elements of a feed are for a distribution: those that name it; where none does, those that name none. */
final class Matching {
    private static final Pattern NAME = Pattern.compile("[^.-][^/]*");

    private Matching() {}

    static List<NativePackage> best(List<NativePackage> packages, String distribution) {
        return best(packages, Set.of(distribution), NAME);
    }

    static List<NativePackage> best(List<NativePackage> packages, Set<String> distributions) {
        return best(packages, distributions, NAME);
    }

    /** @param name what names of packages are like: others belong to another distribution, or to nobody */
    static List<NativePackage> best(List<NativePackage> packages, Set<String> distributions, Pattern name) {
        List<NativePackage> named = new ArrayList<>();
        List<NativePackage> unnamed = new ArrayList<>();
        for (NativePackage candidate : packages) {
            if (!name.matcher(candidate.packageName()).matches()) continue;
            if (!Collections.disjoint(candidate.distributions(), distributions)) named.add(candidate);
            else if (candidate.distributions().isEmpty()) unnamed.add(candidate);
        }
        return named.isEmpty() ? unnamed : named;
    }
}
