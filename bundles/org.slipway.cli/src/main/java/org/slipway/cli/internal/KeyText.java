package org.slipway.cli.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.interaction.KeyQuestion.Key;
import org.slipway.api.interaction.KeyQuestion.Past;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;

/** What is said of keys before somebody is asked to trust them. */
final class KeyText {
    private static final int GROUP = 4;

    private KeyText() {}

    static List<String> of(KeyQuestion question) {
        List<String> lines = new ArrayList<>();
        List<Key> keys = question.keys();
        lines.add("Feed: " + question.feed());
        lines.add(
                keys.size() == 1
                        ? "It is signed, and the signature is valid, with this key:"
                        : "It is signed, and the signatures are valid, with these keys:");
        for (int i = 0; i < keys.size(); i++)
            lines.addAll(of(keys.get(i), keys.size() == 1 ? "- " : i + 1 + ") ", question.domain()));
        List<Fingerprint> before = question.trustedBefore();
        if (!before.isEmpty()) {
            lines.add("Beware: until now you have trusted another key for '" + question.domain() + "':");
            before.forEach(key -> lines.add("    " + inGroups(key)));
        }
        lines.add("If you trust it, all feeds of '" + question.domain()
                + "' that it has signed are believed from now on.");
        lines.add("If you do not, nothing of this feed is used.");
        return lines;
    }

    private static List<String> of(Key key, String number, TrustDomain domain) {
        List<String> lines = new ArrayList<>();
        lines.add(number + inGroups(key.description().key()));
        key.description().userIds().forEach(owner -> lines.add("    " + owner));
        lines.add("    " + key.description().algorithm() + ", made on "
                + date(key.description().created()));
        key.weaknesses().forEach(weak -> lines.add("    Weak: " + weak));
        lines.addAll(past(key.past(), domain));
        return lines;
    }

    private static List<String> past(Past past, TrustDomain domain) {
        List<String> lines = new ArrayList<>();
        lines.add(past.since()
                .map(since -> "    First seen to sign for '" + domain + "' on " + date(since))
                .orElse("    Never seen before to sign for '" + domain + "'"));
        if (!past.elsewhere().isEmpty()) lines.add("    Seen to sign for " + names(past.elsewhere()));
        if (!past.trusted().isEmpty()) lines.add("    You trust it for " + names(past.trusted()));
        return lines;
    }

    private static String names(List<TrustDomain> domains) {
        return domains.stream()
                .map(domain -> domain.equals(TrustDomain.ALL) ? "all domains" : domain.text())
                .sorted()
                .limit(5)
                .collect(Collectors.joining(", "));
    }

    private static LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** So that it can be compared with one on paper. */
    static String inGroups(Fingerprint key) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < key.text().length(); i++) {
            if (i > 0 && i % GROUP == 0) groups.append(i == key.text().length() / 2 ? "  " : " ");
            groups.append(key.text().charAt(i));
        }
        return groups.toString();
    }
}
