package org.slipway.differential;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The comparison as a command: each difference is printed. */
public final class Compare {

    private final Comparison comparison;
    private int different;

    private Compare(Comparison comparison) {
        this.comparison = comparison;
    }

    public static void main(String[] typed) throws IOException {
        Options options = new Options(List.of(typed));
        Distribution distribution = options.has("--without-distribution") ? Distribution.HIDDEN : Distribution.SEEN;
        Peer candidate = options.value("--program")
                .<Peer>map(program -> Program.of(program, distribution))
                .orElseGet(() -> new InProcess(distribution));
        Compare compare = new Compare(new Comparison(Program.of(Program.REFERENCE, distribution), candidate));
        if (options.has("--real")) compare.realFeeds(options.number("--variants", 1));
        else
            compare.universes(
                    options.number("--seed", 1), options.number("--count", 1000), options.number("--size", 7));
        System.exit(compare.summary());
    }

    private record Options(List<String> words) {
        boolean has(String name) {
            return words.contains(name);
        }

        Optional<String> value(String name) {
            int at = words.indexOf(name);
            return at < 0 || at + 1 == words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
        }

        int number(String name, int unset) {
            return value(name).map(Integer::valueOf).orElse(unset);
        }
    }

    private void universes(int first, int count, int interfaces) throws IOException {
        for (int seed = first; seed < first + count; seed++)
            try (Home home = Home.create()) {
                compare(home, Universe.write(seed, interfaces, home), "seed " + seed + ": ");
            }
    }

    private void realFeeds(int variants) throws IOException {
        RealFeeds feeds = RealFeeds.read(RealFeeds.corpus().orElseThrow(() -> new IOException("There is no corpus")));
        try (Home home = feeds.home()) {
            feeds.addRealPackages(home);
            for (String uri : feeds.uris())
                for (int variant = 0; variant < variants; variant++)
                    compare(home, RealFeeds.question(uri, variant), "");
        }
    }

    private void compare(Home home, Question question, String name) throws IOException {
        String difference = comparison.of(home, question);
        if (difference.isEmpty()) return;
        different++;
        System.out.println(name + difference);
    }

    private int summary() {
        System.out.println(comparison.cases() + " questions, " + comparison.solvable() + " of them with a solution, "
                + different + " with different answers; on average " + comparison.times());
        return different == 0 ? 0 : 1;
    }
}
