package org.slipway.solver.internal.candidates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.model.Architecture;

/** Which operating systems and processors can stand in for which. Lower ranks are better. */
public final class Platforms {

    private static final Map<String, List<String>> RUNS_ALSO = Map.of(
            "i486", List.of("i386"),
            "i586", List.of("i486", "i386"),
            "i686", List.of("i586", "i486", "i386"),
            "ppc", List.of("ppc32"),
            "armv7l", List.of("armv6l"));

    private static final Map<String, List<String>> RUNS_ALSO_WITH_SMALLER_WORDS = Map.of(
            "x86_64", List.of("i686", "i586", "i486", "i386"),
            "ppc64", List.of("ppc"),
            "aarch64", List.of("armv7l", "armv6l"));

    /** Implementations of different groups cannot be in one process. */
    public enum Group {
        DEFAULT,
        BITS_64
    }

    private Platforms() {}

    /** Everything but Windows is taken to be POSIX. */
    static Map<String, Integer> systems(String os) {
        Map<String, Integer> ranks = new HashMap<>();
        ranks.put(os, 1);
        if (!os.equals("Windows")) ranks.put("POSIX", 2);
        if (os.equals("Cygwin")) ranks.put("Windows", 2);
        if (os.equals("MacOSX")) ranks.put("Darwin", 2);
        return ranks;
    }

    static Map<String, Integer> processors(String cpu, WordSizes sizes) {
        Map<String, Integer> ranks = new HashMap<>();
        ranks.put(cpu, 1);
        List<String> also = RUNS_ALSO.getOrDefault(cpu, List.of());
        if (sizes == WordSizes.MIXED) also = RUNS_ALSO_WITH_SMALLER_WORDS.getOrDefault(cpu, also);
        for (String other : also) ranks.put(other, ranks.size() + 1);
        return ranks;
    }

    /** Whether a 64-bit machine can run programs for the 32-bit machine of its family. */
    enum WordSizes {
        MIXED,
        OWN
    }

    /** The group that something for this processor belongs to; absent if it goes with all. */
    public static Optional<Group> group(Architecture architecture) {
        return architecture
                .cpu()
                .filter(cpu -> !cpu.equals("src"))
                .map(cpu -> cpu.equals("x86_64") || cpu.equals("ppc64") ? Group.BITS_64 : Group.DEFAULT);
    }
}
