package org.slipway.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Signed;
import org.slipway.api.signature.Unsigned;

/** Signatures that cost nothing: the last line of a document names keys and times, with a hash over them and the content. */
final class Seal {

    private static final String BEGIN = "<!-- seal ";
    private static final String END = " -->\n";

    private Seal() {}

    record By(Fingerprint key, Instant time) {}

    static KeyId id(Fingerprint key) {
        return new KeyId(key.text().substring(24));
    }

    static byte[] sign(String content, List<By> signers) {
        StringBuilder document = new StringBuilder(content).append(BEGIN);
        for (By by : signers) document.append(by.key + "," + by.time.getEpochSecond() + "," + hash(content, by) + " ");
        return bytes(document.append(END.strip()).append('\n').toString());
    }

    static String of(String content, By by) {
        return by.key + "," + by.time.getEpochSecond() + "," + hash(content, by);
    }

    /** A document without its signatures. */
    static String content(String document) {
        int begin = document.lastIndexOf(BEGIN);
        return begin < 0 ? document : document.substring(0, begin);
    }

    private static String hash(String content, By by) {
        return HexFormat.of().formatHex(Tree.sha256(bytes(content + by.key + by.time.getEpochSecond())), 0, 8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What the key beside a feed looks like. */
    static byte[] keyFile(Fingerprint key) {
        return bytes("key " + key + "\n");
    }

    /** Keys that have been fetched, as long as the process lives. */
    static final class Ring implements Keyring {
        private final Map<String, Fingerprint> keys = new TreeMap<>();

        @Override
        public Addition add(byte[] keyFile, KeyId wanted) {
            String text = new String(keyFile, StandardCharsets.ISO_8859_1);
            if (!text.matches("key [0-9A-F]{40}\n")) return Addition.MALFORMED;
            Fingerprint key = new Fingerprint(text.substring(4, 44));
            if (!id(key).equals(wanted)) return Addition.NOT_IN_FILE;
            keys.put(wanted.text(), key);
            return Addition.ADDED;
        }

        @Override
        public Optional<KeyFile> publish(Fingerprint key) {
            return Optional.empty();
        }

        @Override
        public Optional<Description> describe(Fingerprint key) {
            boolean known = keys.containsValue(key);
            return known
                    ? Optional.of(new Description(key, List.of("Somebody"), Instant.EPOCH, "S"))
                    : Optional.empty();
        }
    }

    /** What every copy of the program makes of a document. */
    static final class Reader implements SignatureVerifier {
        private final Ring ring;

        Reader(Ring ring) {
            this.ring = ring;
        }

        @Override
        public Signed verify(byte[] document) throws Unsigned {
            String text = new String(document, StandardCharsets.ISO_8859_1);
            int begin = text.lastIndexOf(BEGIN);
            if (begin < 0 || !text.endsWith(END)) throw new Unsigned("no seal");
            String content = text.substring(0, begin);
            String seals = text.substring(begin + BEGIN.length(), text.length() - END.length());
            List<Signature> signatures = new ArrayList<>();
            for (String seal : seals.strip().split(" ")) signatures.add(signature(content, seal.split(",")));
            return new Signed(bytes(content), signatures);
        }

        private Signature signature(String content, String[] fields) throws Unsigned {
            try {
                By by = new By(new Fingerprint(fields[0]), Instant.ofEpochSecond(Long.parseLong(fields[1])));
                KeyId id = id(by.key);
                if (!ring.keys.containsKey(id.text())) return new Signature.MissingKey(id);
                return hash(content, by).equals(fields[2])
                        ? new Signature.Valid(by.key, by.time, List.of())
                        : new Signature.Bad(id, Signature.Flaw.MISMATCH);
            } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
                throw new Unsigned("a broken seal");
            }
        }
    }
}
