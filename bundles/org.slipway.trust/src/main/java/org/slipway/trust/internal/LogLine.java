package org.slipway.trust.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog.Entry;
import org.slipway.api.trust.TrustLog.What;

/**
 * A line of the log: time, what, key, domain, detail, and the SHA-256 of the line before's and of this text.
 *
 * @param chain its last word
 */
record LogLine(Entry entry, String chain) {
    static final String BEGINNING = "0".repeat(64);

    private static final String NOTHING = "-";

    static LogLine after(String before, Entry entry) {
        return new LogLine(entry, hash(before, words(entry)));
    }

    /** Nothing if it is not what was written behind the line before. */
    static Optional<LogLine> read(String line, String before) {
        int last = line.lastIndexOf(' ');
        if (last < 0 || !hash(before, line.substring(0, last)).equals(line.substring(last + 1)))
            return Optional.empty();
        String[] words = line.split(" ", -1);
        if (words.length != 6) return Optional.empty();
        try {
            Entry entry = new Entry(
                    Instant.parse(words[0]),
                    What.valueOf(words[1].toUpperCase(Locale.ROOT)),
                    new Fingerprint(words[2]),
                    new TrustDomain(words[3]),
                    words[4].equals(NOTHING) ? "" : words[4]);
            return Optional.of(new LogLine(entry, words[5]));
        } catch (DateTimeException | IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    String text() {
        return words(entry) + " " + chain;
    }

    private static String words(Entry entry) {
        String what = entry.what().name().toLowerCase(Locale.ROOT);
        return entry.time() + " " + what + " " + entry.key() + " " + entry.domain() + " " + oneWord(entry.detail());
    }

    private static String oneWord(String detail) {
        return detail.isEmpty() ? NOTHING : detail.replaceAll("[^!-~]", "_");
    }

    private static String hash(String before, String words) {
        try {
            byte[] text = (before + "\n" + words).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
