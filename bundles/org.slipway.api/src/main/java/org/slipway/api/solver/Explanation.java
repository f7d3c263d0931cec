package org.slipway.api.solver;

import java.util.List;
import java.util.Optional;

import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;
import org.slipway.model.Version;

/**
 * Why there is no solution, role by role, from the closest match.
 *
 * @param components in the order of causes: what somebody needs comes after that
 * @param remedies alternatives, the smallest first; the changes of each together have been found to give a solution
 */
public record Explanation(List<Component> components, List<List<Remedy>> remedies) {

    /** Without remedies: there was no time to look for any. */
    public Explanation(List<Component> components) {
        this(components, List.of());
    }

    /**
     * @param selected what the closest match has for the role; absent if nothing would do
     * @param problems of its feeds
     * @param notes what limits the choice, such as {@code User requested version 9..}, in the reference's words
     * @param rejected best first
     * @param candidates how many there were before any was rejected
     * @param usable how many of these could be used, if the other roles had let them
     */
    public record Component(
            Role role,
            Optional<Candidate> selected,
            Optional<Role> replacedBy,
            List<Problem> problems,
            List<String> notes,
            List<Rejected> rejected,
            int candidates,
            int usable) {}

    /** What is wrong with what a role's candidates would come from. */
    public sealed interface Problem {
        /** For the user; in the reference's words, where it has some. */
        String text();

        /** Nothing is known of the interface: its main feed is not here, for reasons that others tell. */
        record NoMainFeed(InterfaceUri interfaceUri) implements Problem {
            @Override
            public String text() {
                return "Main feed '" + interfaceUri + "' not available";
            }
        }

        /** Anything else, which nobody needs to tell from others. */
        record Told(String text) implements Problem {}
    }

    public record Candidate(Version version, String id) {}

    /** @param why in the reference's words, such as {@code Not compatible with the requested OS type} */
    public record Rejected(Candidate candidate, String why) {}
}
