package org.slipway.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * What is typed behind {@code select}.
 *
 * @param language the locale of whoever types it
 * @param options without {@code --xml}
 */
public record Question(String language, List<String> options, String uri) {

    public Question(List<String> options, String uri) {
        this("C", options, uri);
    }

    List<String> words() {
        List<String> words = new ArrayList<>(List.of("select", "--xml"));
        words.addAll(options);
        words.add(uri);
        return words;
    }

    @Override
    public String toString() {
        return "LANG=" + language + " " + String.join(" ", words());
    }
}
