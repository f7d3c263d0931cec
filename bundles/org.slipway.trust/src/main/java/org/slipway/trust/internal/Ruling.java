package org.slipway.trust.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustPolicy.Opinion;

/**
 * What all policies say together: any refusal wins, all requirements have to be met.
 *
 * @param approved by at least one
 */
record Ruling(List<String> refusals, Set<Fingerprint> approved, List<Opinion.Require> requirements) {

    /** Without any policy, one trusted signer is enough. */
    private static final Opinion.Require ONE = new Opinion.Require(1, Set.of());

    static Ruling of(List<Opinion> opinions) {
        List<String> refusals = new ArrayList<>();
        Set<Fingerprint> approved = new HashSet<>();
        List<Opinion.Require> requirements = new ArrayList<>(List.of(ONE));
        Deque<Opinion> left = new ArrayDeque<>(opinions);
        while (!left.isEmpty())
            left.pop()
                    .fold(
                            none -> false,
                            approve -> approved.addAll(approve.keys()),
                            refuse -> refusals.add(refuse.why()),
                            requirements::add,
                            all -> left.addAll(all.opinions()));
        return new Ruling(refusals.stream().distinct().toList(), Set.copyOf(approved), List.copyOf(requirements));
    }

    boolean isMetBy(Set<Fingerprint> trusted) {
        return unmet(trusted).isEmpty();
    }

    /** Each as the end of a sentence. */
    List<String> unmet(Set<Fingerprint> keys) {
        return requirements.stream()
                .filter(requirement -> among(requirement, keys) < requirement.signers())
                .map(requirement -> "it needs the signatures of " + requirement.signers()
                        + (requirement.among().isEmpty() ? " trusted keys" : " of these keys: " + names(requirement))
                        + ", and has " + among(requirement, keys))
                .toList();
    }

    private static long among(Opinion.Require requirement, Set<Fingerprint> keys) {
        if (requirement.among().isEmpty()) return keys.size();
        return keys.stream().filter(requirement.among()::contains).count();
    }

    private static String names(Opinion.Require requirement) {
        return requirement.among().stream().map(Fingerprint::text).sorted().collect(Collectors.joining(", "));
    }
}
