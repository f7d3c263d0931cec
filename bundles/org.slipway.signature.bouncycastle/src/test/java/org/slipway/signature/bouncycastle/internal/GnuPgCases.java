package org.slipway.signature.bouncycastle.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slipway.signature.bouncycastle.internal.SignatureCase.Oracle;

/** What the real gpg has signed, with every kind of key and hash that it makes, and what then went wrong with it. */
final class GnuPgCases {
    static final byte[] FEED = SignatureCase.text("<?xml version=\"1.0\"?>\n<interface/>\n");

    private static final List<String> ALGORITHMS = List.of(
            "rsa1024",
            "rsa2048",
            "rsa3072",
            "rsa4096",
            "dsa1024",
            "dsa2048",
            "nistp256",
            "nistp384",
            "nistp521",
            "brainpoolP256r1",
            "brainpoolP384r1",
            "brainpoolP512r1",
            "secp256k1",
            "ed25519");
    private static final Map<String, String> WEAK = Map.of("rsa1024", " with RSA-1024", "dsa1024", " with DSA-1024");
    private static final String THEN = "20200101T000000!";
    private static final String SOON = "20210601T000000!";
    private static final String LATE = "20250101T000000!";

    private final GnuPg gpg;
    private final Path home;
    private final List<SignatureCase> cases = new ArrayList<>();
    private final Map<String, byte[]> exported = new LinkedHashMap<>();

    GnuPgCases(Path home) throws Exception {
        this.gpg = new GnuPg(home);
        this.home = home;
    }

    List<SignatureCase> make() throws Exception {
        for (String algorithm : ALGORITHMS) key(algorithm, "sign", "never");
        everyKeyInEveryMode();
        everyHash();
        changed();
        cutShort();
        times();
        subkeys();
        severalSignatures();
        notations();
        revoked();
        gpg.close();
        return cases;
    }

    private String key(String algorithm, String usage, String expires) throws Exception {
        String user = algorithm + " " + usage + " " + expires + " " + exported.size() + ".";
        String key = gpg.key(user, algorithm, usage, expires, "--faked-system-time", THEN);
        exported.put(exported.containsKey(algorithm) ? user : algorithm, gpg.export(key));
        return key;
    }

    private byte[] sign(String key, String when, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--faked-system-time", when, "--local-user", key, "--detach-sign"));
        return gpg.must(FEED, arguments.toArray(String[]::new));
    }

    /** The subkey or key that is meant and no other. */
    private static String only(String fingerprint) {
        return fingerprint + "!";
    }

    private String known(String algorithm) throws Exception {
        return gpg.fingerprint(algorithm + " sign never");
    }

    private void add(String name, byte[] content, byte[] packets, byte[] keys, String expected) {
        cases.add(new SignatureCase(name, content, packets, keys, expected, Oracle.GPG_AGREES, ""));
    }

    private void add(String name, byte[] packets, byte[] keys, String expected) {
        add(name, FEED, packets, keys, expected);
    }

    private void differs(String name, byte[] packets, byte[] keys, String expected, String why) {
        cases.add(new SignatureCase(name, FEED, packets, keys, expected, Oracle.GPG_DIFFERS, why));
    }

    private void everyKeyInEveryMode() throws Exception {
        for (String algorithm : ALGORITHMS) {
            String key = known(algorithm);
            String valid = "valid" + WEAK.getOrDefault(algorithm, "");
            byte[] binary = sign(key, LATE, "--digest-algo", "SHA512");
            add(algorithm + " binary", binary, exported.get(algorithm), valid);
            add(algorithm + " changed", changed(FEED, 30), binary, exported.get(algorithm), "bad MISMATCH");
            byte[] text = sign(key, LATE, "--digest-algo", "SHA512", "--textmode");
            add(algorithm + " text", text, exported.get(algorithm), valid);
            add(
                    algorithm + " broken numbers",
                    changed(binary, binary.length - 3),
                    exported.get(algorithm),
                    "bad MISMATCH");
            add(
                    algorithm + " other key",
                    binary,
                    exported.get("rsa2048".equals(algorithm) ? "ed25519" : "rsa2048"),
                    "missing");
        }
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) (changed[at] ^ 1);
        return changed;
    }

    private void everyHash() throws Exception {
        String key = known("rsa2048");
        byte[] keys = exported.get("rsa2048");
        for (String mode : List.of("--no-textmode", "--textmode")) {
            for (String hash : List.of("SHA224", "SHA256", "SHA384", "SHA512"))
                add(hash + " " + mode, sign(key, LATE, "--digest-algo", hash, mode), keys, "valid");
            for (String hash : List.of("SHA1", "RIPEMD160")) {
                String name = hash.equals("SHA1") ? "SHA-1" : "RIPEMD-160";
                byte[] old = sign(key, SOON, "--digest-algo", hash, mode);
                add(hash + " of 2021 " + mode, old, keys, "valid with " + name);
                add(hash + " of 2021 changed " + mode, changed(FEED, 25), old, keys, "bad MISMATCH");
                byte[] late = sign(key, LATE, "--digest-algo", hash, mode);
                differs(
                        hash + " of 2025 " + mode,
                        late,
                        keys,
                        "unsupported " + name + " after 2021",
                        "collisions can be bought since; gpg 2.2 refuses them only in certifications");
            }
            byte[] md5 = sign(key, SOON, "--digest-algo", "MD5", "--allow-weak-digest-algos", mode);
            add("MD5 " + mode, md5, keys, "unsupported MD5");
        }
    }

    private void changed() throws Exception {
        byte[] keys = exported.get("ed25519");
        byte[] signature = sign(known("ed25519"), LATE);
        add("nothing signed", new byte[0], signature, keys, "unsigned");
        add("one newline more", new Packets().add(FEED).text("\n").bytes(), signature, keys, "bad MISMATCH");
        add("one newline less", Arrays.copyOf(FEED, FEED.length - 1), signature, keys, "unsigned");
        byte[] windows = SignatureCase.text(new String(FEED, StandardCharsets.UTF_8).replace("\n", "\r\n"));
        add("other line ends", windows, signature, keys, "bad MISMATCH");
        byte[] text = sign(known("ed25519"), LATE, "--textmode");
        add("other line ends in text mode", windows, text, keys, "valid");
        for (int at = 3; at < 30; at += 4)
            if (at != 3) add("octet " + at + " of the hashed part changed", changed(signature, at), keys, "not valid");
        add("another hash named", changed(signature, 5), keys, "not valid");
        add("text mode claimed", changed(signature, 3), keys, "bad MISMATCH");
    }

    private void cutShort() throws Exception {
        for (String algorithm : List.of("rsa2048", "ed25519")) {
            byte[] signature = sign(known(algorithm), LATE);
            for (int part = 1; part < 8; part++) {
                byte[] cut = Arrays.copyOf(signature, signature.length * part / 8);
                add(algorithm + " cut after " + part + "/8", cut, exported.get(algorithm), "unsigned");
            }
        }
        byte[] signature = sign(known("ed25519"), LATE);
        add("nothing", new byte[0], exported.get("ed25519"), "unsigned");
        add("noise", SignatureCase.text("What is this?"), exported.get("ed25519"), "unsigned");
        byte[] longer = new Packets().add(signature).add(1, 2, 3).bytes();
        differs("octets after it", longer, exported.get("ed25519"), "unsigned", "what is no packet has no place there");
    }

    private void times() throws Exception {
        String key = known("ed25519");
        byte[] keys = exported.get("ed25519");
        byte[] expired = sign(key, LATE, "--default-sig-expire", "10d");
        add("expired signature", expired, keys, "bad SIGNATURE_EXPIRED");
        add("signature that will expire", sign(key, LATE, "--default-sig-expire", "1000d"), keys, "valid");
        differs(
                "signature of next year",
                sign(key, "20260601T000000!"),
                keys,
                "bad FROM_THE_FUTURE",
                "it would make every honest version of this year a replay");
        add("signature of tonight", sign(key, "20250601T230000!"), keys, "valid");
        byte[] early = sign(key, "20190101T000000!", "--ignore-time-conflict");
        add("signature older than its key", early, keys, "bad WRONG_KEY_USAGE");

        String shortLived = key("ed25519", "sign", "20d");
        byte[] before = sign(shortLived, "20200105T000000!");
        differs(
                "signed before the key expired",
                before,
                gpg.export(shortLived),
                "valid",
                "what was signed in time was signed; gpg tells EXPKEYSIG and ends well");
        gpg.must(new byte[0], "--faked-system-time", "20200105T000000!", "--quick-set-expire", shortLived, "2000d");
        byte[] after = sign(shortLived, LATE);
        add(
                "signed after the key expired",
                after,
                exported.get("ed25519 sign 20d " + (exported.size() - 1) + "."),
                "bad KEY_EXPIRED");
        add("signed after the key was prolonged", after, gpg.export(shortLived), "valid");
    }

    private void subkeys() throws Exception {
        String key = key("ed25519", "cert", "never");
        for (String algorithm : List.of("rsa2048", "ed25519", "nistp256/ecdsa"))
            gpg.must(new byte[0], "--faked-system-time", THEN, "--quick-add-key", key, algorithm, "sign", "never");
        gpg.must(new byte[0], "--faked-system-time", THEN, "--quick-add-key", key, "ed25519", "sign", "20d");
        List<String> all = gpg.fingerprints(key);
        for (int i = 1; i < 4; i++)
            for (String mode : List.of("--no-textmode", "--textmode"))
                add("subkey " + i + " " + mode, sign(only(all.get(i)), LATE, mode), gpg.export(key), "valid");
        byte[] inTime = sign(only(all.get(4)), "20200105T000000!");
        differs(
                "signed before the subkey expired",
                inTime,
                gpg.export(key),
                "valid",
                "what was signed in time was signed; gpg tells EXPKEYSIG and ends well");
        byte[] of = sign(only(all.get(1)), LATE);
        gpg.edit(key, "key 1\nrevkey\ny\n0\n\ny\nsave\n");
        add("revoked subkey", of, gpg.export(key), "bad KEY_REVOKED");
        add("other subkey than the revoked one", sign(only(all.get(2)), LATE), gpg.export(key), "valid");
    }

    private void severalSignatures() throws Exception {
        byte[] one = sign(known("ed25519"), LATE);
        byte[] two = sign(known("rsa2048"), LATE);
        byte[] both = new Packets()
                .add(exported.get("ed25519"))
                .add(exported.get("rsa2048"))
                .bytes();
        byte[] twice = new Packets().add(one).add(two).bytes();
        add("two signatures", twice, both, "valid valid");
        add("two signatures, one key", twice, exported.get("rsa2048"), "missing valid");
        add("two signatures of a changed document", changed(FEED, 26), twice, both, "bad MISMATCH bad MISMATCH");
        byte[] broken = new Packets().add(changed(one, one.length - 3)).add(two).bytes();
        differs(
                "two signatures, one broken",
                broken,
                both,
                "bad MISMATCH valid",
                "one valid signature is enough; gpg stops at the first that is bad");
        add("three of one key", new Packets().add(one).add(one).add(one).bytes(), both, "valid valid valid");
    }

    private void notations() throws Exception {
        String key = known("ed25519");
        byte[] keys = exported.get("ed25519");
        add("notation", sign(key, LATE, "--sig-notation", "a@example.com=b"), keys, "valid");
        add(
                "critical notation",
                sign(key, LATE, "--sig-notation", "!a@example.com=b"),
                keys,
                "unsupported critical subpacket 20");
        add("policy", sign(key, LATE, "--sig-policy-url", "https://example.com/"), keys, "valid");
        add("critical policy", sign(key, LATE, "--sig-policy-url", "!https://example.com/"), keys, "valid");
        add("key server", sign(key, LATE, "--sig-keyserver-url", "https://example.com/"), keys, "valid");
        add("sender", sign(key, LATE, "--sender", "ed25519@example.com"), keys, "valid");
    }

    private void revoked() throws Exception {
        for (String algorithm : List.of("rsa2048", "nistp256", "brainpoolP256r1", "dsa2048")) {
            String key = known(algorithm);
            byte[] signature = sign(key, LATE);
            String certificate = Files.readString(home.resolve("openpgp-revocs.d/" + key + ".rev"));
            gpg.must(SignatureCase.text(certificate.replace(":-----BEGIN", "-----BEGIN")), "--import");
            add(algorithm + " revoked", signature, gpg.export(key), "bad KEY_REVOKED");
            add(algorithm + " before it was revoked", signature, exported.get(algorithm), "valid");
        }
        String named = key("ed25519", "sign", "never");
        byte[] signature = sign(named, LATE);
        gpg.must(new byte[0], "--quick-add-uid", named, "Another Name <other@example.com>");
        gpg.must(new byte[0], "--quick-revoke-uid", named, "Another Name <other@example.com>");
        add("one name revoked", signature, gpg.export(named), "valid");
    }
}
