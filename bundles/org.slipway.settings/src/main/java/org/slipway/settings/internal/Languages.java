package org.slipway.settings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The languages of a locale, most preferred first; British English, in which feeds are written, is always among them. */
final class Languages {
    private static final String DEFAULT = "en_GB";
    private static final Pattern LOCALE = Pattern.compile("([a-z]+)(?:[-_]([a-z]+))?(?:[.:].*)?(?:@.*)?");

    private Languages() {}

    static List<String> of(Map<String, String> environment) {
        List<String> languages = new ArrayList<>();
        for (String locale : locales(environment)) language(locale).ifPresent(languages::add);
        if (!languages.contains(DEFAULT)) languages.add(DEFAULT);
        return List.copyOf(languages);
    }

    private static List<String> locales(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(environment::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst()
                .orElse("C");
        if (locale.equals("C")) return List.of();
        String list = environment.get("LANGUAGE");
        return list == null ? List.of(locale) : List.of(list.split(":"));
    }

    private static Optional<String> language(String locale) {
        Matcher parts = LOCALE.matcher(locale.toLowerCase(Locale.ROOT));
        if (!parts.matches()) return Optional.empty();
        String country = parts.group(2);
        return Optional.of(country == null ? parts.group(1) : parts.group(1) + "_" + country.toUpperCase(Locale.ROOT));
    }
}
