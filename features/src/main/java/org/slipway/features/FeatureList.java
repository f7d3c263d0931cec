package org.slipway.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.features.FeatureSet.Bundle;

/** {@code features.list}, after Maven has filled in the versions. Its format is at the head of the file. */
final class FeatureList {
    private static final Pattern SET = Pattern.compile("([a-z][a-z0-9]*): (.+)");
    private static final Pattern USES = Pattern.compile("  uses ([a-z][a-z0-9]*)");
    private static final Pattern BUNDLE = Pattern.compile("  ([\\w.-]+):([\\w.-]+):(\\d[\\w.-]*)(?: < ([\\w.-]+))?");

    private final Map<String, FeatureSet> sets = new LinkedHashMap<>();

    private FeatureList() {}

    /** @throws IllegalArgumentException with the line that is not understood */
    static FeatureList parse(List<String> lines) {
        FeatureList list = new FeatureList();
        FeatureSet current = null;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) continue;
            Matcher set = SET.matcher(line);
            if (set.matches()) {
                current = new FeatureSet(set.group(1), set.group(2), new ArrayList<>(), new ArrayList<>());
                list.sets.put(current.name(), current);
            } else list.member(current, line);
        }
        return list;
    }

    private void member(FeatureSet set, String line) {
        Matcher uses = USES.matcher(line);
        Matcher bundle = BUNDLE.matcher(line);
        if (set != null && uses.matches() && sets.containsKey(uses.group(1)))
            set.uses().add(uses.group(1));
        else if (set != null && bundle.matches()) set.bundles().add(bundle(bundle));
        else throw new IllegalArgumentException("Not understood in features.list: " + line);
    }

    private static Bundle bundle(Matcher line) {
        String karafFeature = line.group(4) == null ? "" : line.group(4);
        return new Bundle(line.group(1), line.group(2), line.group(3), karafFeature);
    }

    List<FeatureSet> sets() {
        return List.copyOf(sets.values());
    }

    /** The bundles of a set and of all that it uses, those first. */
    Set<Bundle> closure(FeatureSet set) {
        Set<Bundle> all = new LinkedHashSet<>();
        for (String used : set.uses()) all.addAll(closure(sets.get(used)));
        all.addAll(set.bundles());
        return all;
    }
}
