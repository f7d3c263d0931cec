package org.slipway.solver.internal.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.slipway.model.VersionExpression;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.Implementation.Source;

/**
 * A limit to what may fill a role.
 *
 * @param text in the reference's words
 */
public record Restriction(Predicate<Candidate> allows, String text) {

    /** All that a dependency demands. */
    public static List<Restriction> of(Dependency dependency) {
        List<Restriction> all = new ArrayList<>();
        dependency.distributions().ifPresent(names -> all.add(distributions(names)));
        for (VersionExpression versions : dependency.versions()) all.add(versions(versions));
        return all;
    }

    public static Restriction versions(VersionExpression versions) {
        if (versions.pin().isPresent()) return Pin.of(versions.pin().get()).restriction();
        if (versions.mistake().isPresent()) return impossible(versions);
        return new Restriction(c -> versions.contains(c.version()), "version " + versions);
    }

    private static Restriction impossible(VersionExpression versions) {
        return new Restriction(
                c -> false,
                "<impossible: Can't parse version restriction '" + versions + "': "
                        + versions.mistake().orElseThrow() + ">");
    }

    private static Restriction distributions(List<String> names) {
        return new Restriction(
                candidate -> candidate.source().isEmpty() && names.contains(distribution(candidate)),
                "distribution:" + String.join(" ", names));
    }

    private static String distribution(Candidate candidate) {
        return candidate.implementation().source() instanceof Source.Packaged p ? p.distribution() : "0install";
    }

    public static boolean allow(List<Restriction> restrictions, Candidate candidate) {
        for (Restriction restriction : restrictions) if (!restriction.allows.test(candidate)) return false;
        return true;
    }
}
