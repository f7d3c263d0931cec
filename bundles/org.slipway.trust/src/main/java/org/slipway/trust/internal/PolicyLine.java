package org.slipway.trust.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;

/**
 * A line of a policy file. What it does not have as it should be is an {@link IllegalArgumentException}.
 *
 * @param number from 1 on
 * @param words behind the first
 */
record PolicyLine(int number, List<String> words) {

    TrustDomain domain() {
        try {
            return new TrustDomain(word(0).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException bad) {
            throw wrong(bad.getMessage());
        }
    }

    int count(int index) {
        String word = word(index);
        if (!word.matches("[0-9]{1,4}")) throw wrong("'" + word + "' is no number");
        return Integer.parseInt(word);
    }

    /** All words from the given one on. */
    Set<Fingerprint> keys(int from) {
        Set<Fingerprint> keys = new HashSet<>();
        for (String word : words.subList(Math.min(from, words.size()), words.size())) keys.add(key(word));
        return keys;
    }

    private Fingerprint key(String word) {
        try {
            return new Fingerprint(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException bad) {
            throw wrong(bad.getMessage());
        }
    }

    private String word(int index) {
        if (words.size() <= index) throw wrong("it is too short");
        return words.get(index);
    }

    private IllegalArgumentException wrong(String why) {
        return wrong(number, why);
    }

    static IllegalArgumentException wrong(int number, String why) {
        return new IllegalArgumentException("line " + number + ": " + (why == null ? "it makes no sense" : why));
    }
}
