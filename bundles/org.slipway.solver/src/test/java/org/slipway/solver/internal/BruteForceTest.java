package org.slipway.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.slipway.api.solver.Remedy;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solution.Solved;
import org.slipway.api.solver.Solution.Unsolvable;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selection;
import org.slipway.solver.internal.sat.Budget;

/**
 * The law: of all valid assignments the answer is the first in depth-first order. The other side of the comparison knows
 * no clauses: it tries everything, and looks at the end whether it fits.
 */
class BruteForceTest {
    private static final int WORLDS = 1500 * Integer.getInteger("slipway.effort", 1);

    private enum Kind {
        ESSENTIAL("requires", ""),
        RECOMMENDED("requires", "importance='recommended'"),
        RESTRICTS("restricts", "");

        final String element;
        final String attribute;

        Kind(String element, String attribute) {
            this.element = element;
            this.attribute = attribute;
        }
    }

    /** Versions from {@code low} up to but without {@code high}. */
    private record Need(Kind kind, int target, int low, int high) {

        boolean allows(int version) {
            return version >= low && version < high;
        }

        String xml() {
            return "<" + kind.element + " " + kind.attribute + " interface='" + uri(target) + "' version='" + low
                    + "..!" + high + "'/>";
        }
    }

    /** The needs of each version of each interface; version 0 is not there. */
    private record World(List<List<List<Need>>> needs) {

        static World random(Random random) {
            int interfaces = 2 + random.nextInt(5);
            List<List<List<Need>>> all = new ArrayList<>();
            for (int i = 0; i < interfaces; i++) {
                List<List<Need>> versions = new ArrayList<>();
                for (int v = random.nextInt(4); v >= 0; v--) versions.add(needs(random, interfaces));
                all.add(versions);
            }
            return new World(all);
        }

        private static List<Need> needs(Random random, int interfaces) {
            List<Need> needs = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                int low = 1 + random.nextInt(3);
                needs.add(new Need(
                        Kind.values()[random.nextInt(Kind.values().length)],
                        random.nextInt(interfaces),
                        low,
                        low + 1 + random.nextInt(3)));
            }
            return needs;
        }

        World needingNo(Set<Integer> targets) {
            return new World(needs.stream()
                    .map(versions -> versions.stream()
                            .map(some -> some.stream()
                                    .filter(need -> !targets.contains(need.target))
                                    .toList())
                            .toList())
                    .toList());
        }

        FakeSnapshot snapshot() {
            FakeSnapshot snapshot = new FakeSnapshot();
            for (int i = 0; i < needs.size(); i++) {
                StringBuilder feed = new StringBuilder();
                for (int v = 1; v <= needs.get(i).size(); v++) {
                    feed.append("<implementation id='" + v + "' version='" + v
                            + "'><archive href='http://example.com/a.tgz' size='1'/>");
                    needs.get(i).get(v - 1).forEach(need -> feed.append(need.xml()));
                    feed.append("</implementation>");
                }
                snapshot.with(uri(i), feed.toString());
            }
            return snapshot;
        }
    }

    /** Tries everything, in depth-first order. */
    private record Trial(World world) {

        private static final int NOTHING = 0;

        Optional<Map<Integer, Integer>> first() {
            return search(new HashMap<>());
        }

        private Optional<Map<Integer, Integer>> search(Map<Integer, Integer> chosen) {
            Optional<Integer> open = firstOpen(0, chosen, new LinkedHashSet<>());
            if (open.isEmpty()) return isValid(chosen) ? Optional.of(chosen) : Optional.empty();
            for (int version = world.needs.get(open.get()).size(); version >= NOTHING; version--) {
                Map<Integer, Integer> next = new HashMap<>(chosen);
                next.put(open.get(), version);
                Optional<Map<Integer, Integer>> found = search(next);
                if (found.isPresent()) return found;
            }
            return Optional.empty();
        }

        private Optional<Integer> firstOpen(int role, Map<Integer, Integer> chosen, Set<Integer> seen) {
            if (!seen.add(role)) return Optional.empty();
            Integer version = chosen.get(role);
            if (version == null) return Optional.of(role);
            for (Need need : needs(role, version)) {
                if (need.kind == Kind.RESTRICTS) continue;
                Optional<Integer> open = firstOpen(need.target, chosen, seen);
                if (open.isPresent()) return open;
            }
            return Optional.empty();
        }

        private List<Need> needs(int role, int version) {
            return version == NOTHING ? List.of() : world.needs.get(role).get(version - 1);
        }

        private boolean isValid(Map<Integer, Integer> chosen) {
            if (chosen.get(0) == NOTHING) return false;
            return chosen.entrySet().stream().allMatch(entry -> needs(entry.getKey(), entry.getValue()).stream()
                    .allMatch(need -> isMet(need, chosen.getOrDefault(need.target, NOTHING))));
        }

        private static boolean isMet(Need need, int version) {
            if (version == NOTHING) return need.kind != Kind.ESSENTIAL;
            return need.allows(version);
        }
    }

    private static String uri(int number) {
        return "http://example.com/" + number + ".xml";
    }

    @Test
    void the_answer_is_the_first_of_all_valid_ones_in_depth_first_order() {
        int unsolvable = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            World world = World.random(new Random(seed));
            Solution solution = SatSolver.solve(
                    Requirements.run(new InterfaceUri(uri(0))).withCommand(Optional.empty()),
                    world.snapshot(),
                    List.of(),
                    Budget::standard);
            Optional<Map<Integer, Integer>> expected = new Trial(world).first();
            expected.ifPresent(chosen -> chosen.values().removeIf(v -> v == Trial.NOTHING));
            assertThat(Optional.of(solution).filter(Solved.class::isInstance).map(s -> versions((Solved) s)))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            if (solution instanceof Unsolvable without) {
                unsolvable++;
                assertThat(without.explanation().remedies())
                        .as("seed %d", seed)
                        .isNotEmpty()
                        .allMatch(remedy -> helps(remedy, world));
            }
        }
        assertThat(unsolvable).isBetween(WORLDS / 8, WORLDS * 7 / 8);
    }

    private static boolean helps(List<Remedy> remedies, World world) {
        Set<Integer> supplied = new LinkedHashSet<>();
        for (Remedy remedy : remedies)
            supplied.add(number(((Remedy.Supplied) remedy).role().interfaceUri().text()));
        return supplied.contains(0)
                || new Trial(world.needingNo(supplied)).first().isPresent();
    }

    private static int number(String uri) {
        return Integer.parseInt(uri.substring(uri.lastIndexOf('/') + 1, uri.lastIndexOf('.')));
    }

    private static Map<Integer, Integer> versions(Solved solved) {
        Map<Integer, Integer> versions = new TreeMap<>();
        for (Selection selection : solved.selections().selections()) {
            versions.put(number(selection.role().interfaceUri().text()), Integer.valueOf(selection.id()));
        }
        return versions;
    }
}
