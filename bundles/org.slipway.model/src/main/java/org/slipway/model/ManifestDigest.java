package org.slipway.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a tree by the hash of its manifest. The value is a token: nothing but the alphabet and length of its algorithm
 * is accepted, so it can never be a path. Source: manifest specification, "Algorithms".
 */
public record ManifestDigest(Algorithm algorithm, String value) {

    /** In order of preference. */
    public enum Algorithm {
        SHA256NEW("sha256new", "_", "[A-Z2-7]{52}", "SHA-256"),
        SHA256("sha256", "=", "[0-9a-f]{64}", "SHA-256"),
        SHA1NEW("sha1new", "=", "[0-9a-f]{40}", "SHA-1"),
        SHA1("sha1", "=", "[0-9a-f]{40}", "SHA-1");

        private final String text;
        private final String separator;
        private final Pattern token;
        private final String hash;

        Algorithm(String text, String separator, String token, String hash) {
            this.text = text;
            this.separator = separator;
            this.token = Pattern.compile(token);
            this.hash = hash;
        }

        /** The attribute's name in {@code manifest-digest} and the prefix of a directory's name. */
        public String text() {
            return text;
        }

        /** The hash of files and of the manifest, as {@link java.security.MessageDigest} names it. */
        public String hash() {
            return hash;
        }

        /** Whether this is a value of the algorithm. */
        public boolean accepts(String value) {
            return token.matcher(value).matches();
        }

        public static Optional<Algorithm> of(String text) {
            for (Algorithm a : values()) if (a.text.equals(text)) return Optional.of(a);
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if the value is no token of this algorithm */
    public ManifestDigest {
        if (!algorithm.accepts(value))
            throw new IllegalArgumentException("Not a " + algorithm.text + " digest: '" + value + "'");
    }

    /** Reads a directory's name: {@code sha256new_VALUE} or {@code sha1new=value}; empty if it is none. */
    public static Optional<ManifestDigest> of(String text) {
        for (Algorithm a : Algorithm.values()) {
            String prefix = a.text + a.separator;
            if (!text.startsWith(prefix)) continue;
            String value = text.substring(prefix.length());
            if (a.accepts(value)) return Optional.of(new ManifestDigest(a, value));
        }
        return Optional.empty();
    }

    /** The strongest of these. */
    public static Optional<ManifestDigest> best(List<ManifestDigest> digests) {
        return digests.stream().min((a, b) -> a.algorithm.compareTo(b.algorithm));
    }

    /** The name of the tree's directory in a store. */
    public String directoryName() {
        return algorithm.text + algorithm.separator + value;
    }

    @Override
    public String toString() {
        return directoryName();
    }
}
