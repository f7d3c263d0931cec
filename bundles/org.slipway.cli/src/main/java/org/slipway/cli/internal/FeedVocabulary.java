package org.slipway.cli.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The elements of feeds, their attributes and what stands in them. Source: feed specification, and its schema. */
final class FeedVocabulary {
    /** A line an element: its name, its attributes (with an exclamation mark those that it needs), its children. */
    private static final String TABLE = """
            interface | uri min-injector-version main | name summary description publisher homepage category \
            needs-terminal icon splash-screen feed feed-for replaced-by GROUPED entry-point LOCAL
            name | |
            summary | |
            description | |
            publisher | |
            homepage | |
            category | type |
            needs-terminal | |
            icon | href! type |
            splash-screen | href! type |
            feed | src! langs arch |
            feed-for | interface! |
            replaced-by | interface! |
            entry-point | command! binary-name app-id | needs-terminal suggest-auto-start suggest-send-to name summary \
            description icon splash-screen
            suggest-auto-start | |
            suggest-send-to | |
            group | INHERITED | LOCAL GROUPED
            implementation | id! local-path INHERITED | LOCAL manifest-digest archive file recipe
            package-implementation | package! distributions INHERITED | LOCAL
            manifest-digest | sha1 sha1new sha256 sha256new |
            archive | href! size! extract dest type start-offset |
            file | href! size! dest! executable |
            recipe | | archive file rename remove copy-from
            rename | source! dest! |
            remove | path! |
            copy-from | id! source dest |
            command | name! path shell-command | ARGUMENTS working-dir requires restricts runner BINDINGS
            arg | |
            for-each | item-from! separator | arg
            working-dir | src |
            requires | DEPENDENCY source use importance | version BINDINGS
            restricts | DEPENDENCY | version
            runner | DEPENDENCY source use importance command | version ARGUMENTS BINDINGS
            version | not-before before |
            environment | name! insert value mode separator default |
            executable-in-var | name! command |
            executable-in-path | name! command |
            overlay | src mount-point |
            """;

    private static final Map<String, String> SHORT = Map.of(
            "GROUPED", "group implementation package-implementation",
            "LOCAL", "command requires restricts BINDINGS",
            "BINDINGS", "environment executable-in-var executable-in-path binding overlay",
            "ARGUMENTS", "arg for-each",
            "DEPENDENCY", "interface! version os distribution",
            "INHERITED",
                    "version version-modifier released main self-test doc-dir license stability"
                            + " rollout-percentage langs arch");

    private static final Map<String, Kind> KINDS = kinds();

    private FeedVocabulary() {}

    /**
     * @param attributes to whether the element needs it
     * @param children their names
     */
    record Kind(Map<String, Boolean> attributes, Set<String> children) {
        List<String> needed() {
            return attributes.keySet().stream().filter(attributes::get).toList();
        }
    }

    /** Empty if there is no such element, or if it may have whatever it wants, as a {@code binding}. */
    static Optional<Kind> kind(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }

    static boolean knows(String name) {
        return name.equals("binding") || KINDS.containsKey(name);
    }

    static Set<String> names() {
        return KINDS.keySet();
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        TABLE.lines().forEach(line -> {
            String[] columns = line.split("\\|", -1);
            Map<String, Boolean> attributes = new LinkedHashMap<>();
            words(columns[1]).forEach(word -> attributes.put(word.replace("!", ""), word.endsWith("!")));
            kinds.put(columns[0].strip(), new Kind(attributes, Set.copyOf(words(columns[2]))));
        });
        return kinds;
    }

    private static List<String> words(String column) {
        return Arrays.stream(column.strip().split(" +"))
                .filter(word -> !word.isEmpty())
                .flatMap(word -> SHORT.containsKey(word) ? words(SHORT.get(word)).stream() : List.of(word).stream())
                .toList();
    }
}
