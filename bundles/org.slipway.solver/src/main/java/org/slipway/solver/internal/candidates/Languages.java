package org.slipway.solver.internal.candidates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.model.feed.Implementation;

/** What the user understands, most preferred first. */
final class Languages {

    private static final Pattern FORM = Pattern.compile("([a-z]+)(?:[-_]([a-z]+))?(?:[.:].*)?(?:@.*)?");

    /** What is meant where nothing is said. */
    private static final List<String> ENGLISH = List.of("en");

    /** By language, or by language and country with a blank between them. */
    private final Map<String, Integer> scores = new HashMap<>();

    Languages(List<String> preferred) {
        List<String> tags = tags(preferred);
        int score = 2 * tags.size();
        for (String tag : tags) {
            if (scores.containsKey(tag)) continue;
            scores.put(withoutCountry(tag), score - 1);
            scores.put(tag, score);
            score -= 2;
        }
    }

    /** Whether it speaks a language that the user understands, of whatever country. */
    boolean understood(Implementation implementation) {
        return spoken(implementation).stream().anyMatch(tag -> scores.containsKey(withoutCountry(tag)));
    }

    /** How well its languages fit the user's, country included; 0 if not at all. */
    int score(Implementation implementation) {
        return spoken(implementation).stream()
                .mapToInt(tag -> scores.getOrDefault(tag, 0))
                .max()
                .orElse(0);
    }

    private static List<String> spoken(Implementation implementation) {
        return implementation
                .attribute("langs")
                .map(langs -> tags(List.of(langs.split(" "))))
                .orElse(ENGLISH);
    }

    /** What is no language is left out. */
    private static List<String> tags(List<String> texts) {
        List<String> tags = new ArrayList<>();
        for (String text : texts) {
            Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
            if (form.matches()) tags.add(form.group(1) + (form.group(2) == null ? "" : " " + form.group(2)));
        }
        return tags;
    }

    private static String withoutCountry(String tag) {
        return tag.split(" ")[0];
    }
}
