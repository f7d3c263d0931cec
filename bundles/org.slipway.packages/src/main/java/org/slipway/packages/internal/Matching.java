package org.slipway.packages.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.slipway.model.feed.NativePackage;

/** Which elements of a feed are for a distribution: those that name it; where none does, those that name none. */
final class Matching {
    private static final Pattern NAME = Pattern.compile("[^.-][^/]*");

    private Matching() {}

    static List<NativePackage> best(List<NativePackage> packages, String distribution) {
        List<NativePackage> named = new ArrayList<>();
        List<NativePackage> unnamed = new ArrayList<>();
        for (NativePackage candidate : packages) {
            if (!NAME.matcher(candidate.packageName()).matches()) continue;
            if (candidate.distributions().contains(distribution)) named.add(candidate);
            else if (candidate.distributions().isEmpty()) unnamed.add(candidate);
        }
        return named.isEmpty() ? unnamed : named;
    }
}
