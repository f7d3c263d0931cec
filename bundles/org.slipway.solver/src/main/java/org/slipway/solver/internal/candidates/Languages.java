package org.slipway.solver.internal.candidates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.model.feed.Implementation;

/** What the user understands, most preferred first. */
final class Languages {

    private static final Pattern FORM = Pattern.compile("([a-z]+)(?:[-_]([a-z]+))?(?:[.:].*)?(?:@.*)?");

    private record Tag(String language, Optional<String> country) {
        Tag withoutCountry() {
            return new Tag(language, Optional.empty());
        }
    }

    /** What is meant where nothing is said. */
    private static final List<Tag> ENGLISH = List.of(new Tag("en", Optional.empty()));

    private final Map<Tag, Integer> scores = new HashMap<>();

    Languages(List<String> preferred) {
        List<Tag> tags = tags(preferred);
        int score = 2 * tags.size();
        for (Tag tag : tags) {
            if (scores.containsKey(tag)) continue;
            scores.put(tag.withoutCountry(), score - 1);
            scores.put(tag, score);
            score -= 2;
        }
    }

    /** Whether it speaks a language that the user understands, of whatever country. */
    boolean understood(Implementation implementation) {
        return spoken(implementation).stream().anyMatch(tag -> scores.containsKey(tag.withoutCountry()));
    }

    /** How well its languages fit the user's, country included; 0 if not at all. */
    int score(Implementation implementation) {
        return spoken(implementation).stream()
                .mapToInt(tag -> scores.getOrDefault(tag, 0))
                .max()
                .orElse(0);
    }

    private static List<Tag> spoken(Implementation implementation) {
        return implementation
                .attribute("langs")
                .map(langs -> tags(List.of(langs.split(" "))))
                .orElse(ENGLISH);
    }

    /** What is no language is left out. */
    private static List<Tag> tags(List<String> texts) {
        List<Tag> tags = new ArrayList<>();
        for (String text : texts) {
            Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
            if (form.matches()) tags.add(new Tag(form.group(1), Optional.ofNullable(form.group(2))));
        }
        return tags;
    }
}
