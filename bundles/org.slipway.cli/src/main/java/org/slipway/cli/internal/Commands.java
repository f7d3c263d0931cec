package org.slipway.cli.internal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The commands that there are, in families by their first words. A family is made when it is asked for: most never are. */
final class Commands {
    private final List<String> firsts;
    private final Function<String, List<Command>> maker;
    private final Map<String, List<Command>> made = new HashMap<>();

    /**
     * @param firsts the first words of all, in the order in which they are shown
     * @param maker makes those whose names begin with a word; none for another word
     */
    Commands(List<String> firsts, Function<String, List<Command>> maker) {
        this.firsts = firsts;
        this.maker = maker;
    }

    /** Those whose names begin with this word; empty if there are none. */
    List<Command> family(String first) {
        return made.computeIfAbsent(first, maker);
    }

    List<Command> all() {
        return firsts.stream().flatMap(first -> family(first).stream()).toList();
    }

    /** All that a user may type, of groups the first word, too. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(firsts);
        all().forEach(command -> names.add(command.name()));
        names.removeIf(name -> name.startsWith("_"));
        return names;
    }

    /** That which these words begin with the name of. */
    Optional<Command> named(List<String> words) {
        return family(words.get(0)).stream()
                .filter(command -> isNamed(command, words))
                .findFirst();
    }

    private static boolean isNamed(Command command, List<String> words) {
        List<String> name = List.of(command.name().split(" "));
        return name.equals(words.subList(0, Math.min(name.size(), words.size())));
    }
}
