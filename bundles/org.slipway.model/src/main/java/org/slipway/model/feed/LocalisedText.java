package org.slipway.model.feed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

import org.slipway.model.xml.Element;

/** Chooses among elements that say the same in several languages. One without a language is English. */
final class LocalisedText {
    private static final QName LANG = new QName(XMLConstants.XML_NS_URI, "lang");

    private LocalisedText() {}

    static Optional<String> best(Element parent, String name, List<String> languages) {
        Optional<Element> best = Optional.empty();
        int bestScore = -1;
        for (Element element : parent.children(name).toList()) {
            int score = score(element.attribute(LANG).orElse("en"), languages);
            if (score > bestScore) {
                best = Optional.of(element);
                bestScore = score;
            }
        }
        return best.map(Element::text);
    }

    /** The earlier in the list the better; the language alone counts for a little less than with its country. */
    private static int score(String language, List<String> languages) {
        String wanted = normal(language);
        for (int i = 0; i < languages.size(); i++) {
            String known = normal(languages.get(i));
            int score = 2 * (languages.size() - i);
            if (known.equals(wanted)) return score;
            if (base(known).equals(base(wanted))) return score - 1;
        }
        return 0;
    }

    private static String normal(String language) {
        return language.replaceFirst("[.@:].*", "").replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private static String base(String language) {
        int country = language.indexOf('_');
        return country < 0 ? language : language.substring(0, country);
    }
}
