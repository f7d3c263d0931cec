package org.slipway.signature.bouncycastle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Keyring.Addition;
import org.slipway.api.signature.Keyring.Description;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signature.Bad;
import org.slipway.api.signature.Signature.Flaw;
import org.slipway.api.signature.Signature.MissingKey;
import org.slipway.api.signature.Signature.Valid;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

/** Our own keys and those that the real gpg has in its home. */
class KeyringTest {
    private static final String FEED = "<?xml version=\"1.0\"?>\n<interface/>\n";
    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
    private static final AtomicFiles NEVER = (file, content) -> {
        throw new IOException("nothing is to be written");
    };

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private GnuPg gpg;
    private FileKeyring keyring;

    @BeforeEach
    void create() throws IOException {
        gpg = new GnuPg(temp.resolve("g"));
        keyring = keyring(KeyringTest::write, temp.resolve("none"));
        loop.set(Instant.now());
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private FileKeyring keyring(AtomicFiles files, Path gnuPgHome) {
        return new FileKeyring(new TestPlaces(temp), files, new TestHost(Map.of("GNUPGHOME", gnuPgHome.toString())));
    }

    @AfterEach
    void close() throws Exception {
        gpg.close();
    }

    private static KeyId id(String fingerprint) {
        return new KeyId(fingerprint.substring(fingerprint.length() - 16));
    }

    private String key(String user) throws Exception {
        return gpg.key(user, "ed25519", "sign", "never");
    }

    private void know(String key) throws Exception {
        assertThat(keyring.add(gpg.export(key), id(key))).isEqualTo(Addition.ADDED);
    }

    private void know(MadeKey key, Certified file) throws Exception {
        assertThat(keyring.add(file.bytes(), key.keyId())).isEqualTo(Addition.ADDED);
    }

    private Signature verify(FileKeyring with, byte[] document) throws Exception {
        return new OpenPgpVerifier(with, loop).verify(document).signatures().get(0);
    }

    private Signature verify(byte[] document) throws Exception {
        return verify(keyring, document);
    }

    private static byte[] signed(MadeKey key) throws Exception {
        return GnuPg.block(
                FEED,
                MadeSignature.of(key, MadeSignature.BINARY, THEN.plusSeconds(9)).packet(SignatureCase.text(FEED)));
    }

    @Test
    void a_key_that_is_given_to_others_verifies_there() throws Exception {
        String key = key("Publisher");
        know(key);
        Keyring.KeyFile file = keyring.publish(new Fingerprint(key)).orElseThrow();
        assertThat(file.ids()).containsExactly(id(key));
        FileKeyring others = new FileKeyring(
                new TestPlaces(temp.resolve("others")), KeyringTest::write, new TestHost(Map.of("GNUPGHOME", "/none")));
        assertThat(others.publish(new Fingerprint(key))).isEmpty();
        assertThat(others.add(file.bytes(), id(key))).isEqualTo(Addition.ADDED);
        assertThat(verify(others, gpg.sign(FEED, key))).isInstanceOf(Valid.class);
    }

    @Test
    void a_revocation_once_seen_is_never_lost() throws Exception {
        String key = key("Lost");
        know(key);
        byte[] document = gpg.sign(FEED, key);
        assertThat(verify(document)).isInstanceOf(Valid.class);
        byte[] innocent = gpg.export(key);
        String certificate = Files.readString(temp.resolve("g/openpgp-revocs.d/" + key + ".rev"));
        gpg.must(SignatureCase.text(certificate.replace(":-----BEGIN", "-----BEGIN")), "--import");
        know(key);
        assertThat(((Bad) verify(document)).flaw()).isEqualTo(Flaw.KEY_REVOKED);
        assertThat(keyring.add(innocent, id(key))).isEqualTo(Addition.ADDED);
        assertThat(((Bad) verify(document)).flaw()).isEqualTo(Flaw.KEY_REVOKED);
    }

    @Test
    void a_revocation_that_only_gnupg_knows_counts() throws Exception {
        String key = key("Lost");
        know(key);
        byte[] document = gpg.sign(FEED, key);
        String certificate = Files.readString(temp.resolve("g/openpgp-revocs.d/" + key + ".rev"));
        gpg.must(SignatureCase.text(certificate.replace(":-----BEGIN", "-----BEGIN")), "--import");
        assertThat(((Bad) verify(keyring(NEVER, temp.resolve("g")), document)).flaw())
                .isEqualTo(Flaw.KEY_REVOKED);
    }

    @Test
    void a_key_that_was_prolonged_in_one_copy_is_prolonged() throws Exception {
        String key = gpg.key("Short", "ed25519", "sign", "10d", "--faked-system-time", "20240101T000000!");
        know(key);
        gpg.must(new byte[0], "--faked-system-time", "20240105T000000!", "--quick-set-expire", key, "never");
        byte[] document = gpg.sign(FEED, key);
        assertThat(((Bad) verify(document)).flaw()).isEqualTo(Flaw.KEY_EXPIRED);
        assertThat(verify(keyring(NEVER, temp.resolve("g")), document)).isInstanceOf(Valid.class);
    }

    @Test
    void other_keys_of_a_key_file_are_not_taken() throws Exception {
        String wanted = key("Wanted");
        String stowaway = key("Stowaway");
        byte[] both = gpg.must(new byte[0], "--export", "--armor", wanted, stowaway);
        assertThat(keyring.add(both, id(wanted))).isEqualTo(Addition.ADDED);
        assertThat(verify(gpg.sign(FEED, stowaway))).isInstanceOf(MissingKey.class);
        assertThat(keyring.add(gpg.export(stowaway), id(wanted))).isEqualTo(Addition.NOT_IN_FILE);
    }

    @Test
    void a_secret_key_is_refused() throws Exception {
        String key = key("Secret");
        for (String armour : List.of("--no-armor", "--armor")) {
            byte[] secret = gpg.must(new byte[0], armour, "--export-secret-keys", key);
            assertThat(keyring.add(secret, id(key))).isEqualTo(Addition.SECRET_KEY);
        }
        assertThat(temp.resolve("config")).doesNotExist();
    }

    @Test
    void what_is_no_key_file_is_malformed() throws IOException {
        for (String text : List.of("", "<html>404</html>", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n"))
            assertThat(keyring.add(SignatureCase.text(text), new KeyId("0123456789ABCDEF")))
                    .as(text)
                    .isEqualTo(Addition.MALFORMED);
    }

    @Test
    void armour_may_be_odd() throws Exception {
        String key = key("Odd");
        String plain = new String(gpg.must(new byte[0], "--export", "--armor", key), StandardCharsets.UTF_8);
        for (String odd : List.of(
                "Here is my key:\n\n" + plain + "\nBye",
                plain.replace("\n", "\r\n"),
                plain.replace("BLOCK-----\n\n", "BLOCK-----\nVersion: x\nNo header at all\n\n"),
                plain.replaceAll("\n=.*", ""),
                plain.replaceAll("\n=.*", "\n=AAAA"),
                plain + plain))
            assertThat(keyring.add(SignatureCase.text(odd), id(key))).as(odd).isEqualTo(Addition.ADDED);
    }

    @Test
    void keys_of_the_users_key_box_are_read_and_nothing_there_is_written() throws Exception {
        List<byte[]> documents = new ArrayList<>();
        for (String user : List.of("One", "Two", "Three")) documents.add(gpg.sign(FEED, key(user)));
        Path home = temp.resolve("g");
        assertThat(home.resolve("pubring.kbx")).exists();
        List<String> before = state(home);
        for (byte[] document : documents)
            assertThat(verify(keyring(NEVER, home), document)).isInstanceOf(Valid.class);
        assertThat(state(home)).isEqualTo(before);
    }

    private static List<String> state(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.sorted().map(KeyringTest::entry).toList();
        }
    }

    private static String entry(Path file) {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            return file + " " + Files.size(file) + " " + changed;
        } catch (IOException gone) {
            return file + " is gone";
        }
    }

    @Test
    void keys_of_an_old_ring_are_read() throws Exception {
        Path home = temp.resolve("g");
        Files.createFile(home.resolve("pubring.gpg"));
        byte[] document = gpg.sign(FEED, key("Old"));
        assertThat(home.resolve("pubring.kbx")).doesNotExist();
        assertThat(verify(keyring(NEVER, home), document)).isInstanceOf(Valid.class);
    }

    @Test
    void one_odd_key_in_a_ring_does_not_hide_the_others() throws Exception {
        MadeKey good = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
        byte[] tomorrow = MadeKey.of(6, MadeKey.ED25519, THEN).body();
        tomorrow[0] = 9;
        Path home = Files.createDirectory(temp.resolve("odd"));
        byte[] ring = new Packets()
                .packet(Packets.PUBLIC_KEY, tomorrow)
                .packet(Packets.PUBLIC_KEY, new byte[] {4})
                .packet(12, new byte[] {0})
                .add(Certified.of(good).bytes())
                .bytes();
        Files.write(home.resolve("pubring.gpg"), ring);
        Files.write(home.resolve("pubring.kbx"), new byte[] {0, 0, 0, 1, 2, 3});
        assertThat(verify(keyring(NEVER, home), signed(good))).isInstanceOf(Valid.class);
    }

    @Test
    void a_key_box_cut_anywhere_is_no_harm() throws Exception {
        key("One");
        key("Two");
        byte[] box = Files.readAllBytes(temp.resolve("g/pubring.kbx"));
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] odd = Arrays.copyOf(box, random.nextInt(box.length + 1));
            if (odd.length > 0) odd[random.nextInt(odd.length)] = (byte) random.nextInt(256);
            for (byte[] key : KeyBox.keys(odd)) assertThat(key.length).isLessThan(box.length);
        }
        assertThat(KeyBox.keys(box)).hasSize(2);
    }

    @Test
    void a_damaged_key_file_of_ours_is_not_overwritten() throws Exception {
        String key = key("Mine");
        know(key);
        Path file;
        try (Stream<Path> files = Files.walk(temp)) {
            file = files.filter(f -> f.toString().endsWith(key + ".pgp"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(file, "damaged");
        assertThatThrownBy(() -> keyring.add(gpg.export(key), id(key)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("delete it");
        assertThat(file).hasContent("damaged");
    }

    @Test
    void a_key_is_described_by_what_it_claims() throws Exception {
        String key = key("Jürgen <j@example.com>");
        gpg.must(new byte[0], "--quick-add-uid", key, "Past Name <past@example.com>");
        gpg.must(new byte[0], "--quick-revoke-uid", key, "Past Name <past@example.com>");
        know(key);
        Description description = keyring.describe(new Fingerprint(key)).orElseThrow();
        assertThat(description.userIds()).containsExactly("Jürgen <j@example.com>");
        assertThat(description.algorithm()).startsWith("EdDSA");
    }

    @Test
    void a_name_that_the_owner_has_not_signed_is_not_shown() throws Exception {
        MadeKey key = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
        MadeKey liar = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
        String name = "Thomas Leonard <talex5@example.com>";
        byte[] lie = MadeSignature.of(liar, MadeSignature.CERTIFICATION, THEN)
                .body(key.hashed(), MadeSignature.userId(name));
        Certified file = Certified.of(key)
                .with(Packets.USER_ID, SignatureCase.text(name))
                .with(Packets.SIGNATURE, lie)
                .with(Packets.USER_ID, SignatureCase.text("Nobody"));
        know(key, file);
        Fingerprint fingerprint = ((Valid) verify(signed(key))).key();
        assertThat(keyring.describe(fingerprint).orElseThrow().userIds())
                .containsExactly("Somebody <somebody@example.com>");
    }

    @Test
    void a_thief_who_publishes_anothers_subkey_as_his_own_gains_and_spoils_nothing() throws Exception {
        MadeKey owner = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
        MadeKey subkey = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
        MadeKey thief = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
        Certified his = Certified.of(thief);
        Certified hers = Certified.of(owner);
        byte[] agreed = hers.back(subkey, subkey);
        his.with(subkey, his.agreed(subkey).with(MadeSignature.EMBEDDED, agreed));
        assertThat(keyring.add(his.bytes(), subkey.keyId())).isEqualTo(Addition.ADDED);
        assertThat(((Bad) verify(signed(subkey))).flaw()).isEqualTo(Flaw.UNBOUND_SUBKEY);
        hers.with(subkey, hers.agreed(subkey).with(MadeSignature.EMBEDDED, agreed));
        assertThat(keyring.add(hers.bytes(), subkey.keyId())).isEqualTo(Addition.ADDED);
        Valid valid = (Valid) verify(signed(subkey));
        assertThat(valid.key().text().toLowerCase()).isEqualTo(hex(owner.fingerprint()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void a_key_made_to_have_anothers_id_is_not_taken() throws Exception {
        MadeKey victim = MadeKey.of(4, MadeKey.RSA, THEN);
        while ((victim.id() & 1) == 0) victim = MadeKey.of(4, MadeKey.RSA, THEN);
        MadeKey forged = withId(victim.id());
        assertThat(forged.keyId()).isEqualTo(victim.keyId());
        byte[] file = new Packets()
                .packet(Packets.PUBLIC_KEY, forged.body())
                .packet(Packets.USER_ID, SignatureCase.text("Victim"))
                .bytes();
        assertThat(keyring.add(file, victim.keyId())).isNotEqualTo(Addition.ADDED);
        know(victim, Certified.of(victim));
        byte[] attack =
                GnuPg.block(FEED, MadeSignature.version3(forged, MadeSignature.BINARY, THEN, SignatureCase.text(FEED)));
        assertThat(((Bad) verify(attack)).flaw()).isEqualTo(Flaw.MISMATCH);
        assertThat(verify(signed(victim))).isInstanceOf(Valid.class);
    }

    /** The ID of a key of version 3 is the end of its modulus, which is easily chosen, as long as it is odd. */
    private static MadeKey withId(long id) throws Exception {
        Random random = new Random(3);
        BigInteger range = BigInteger.ONE.shiftLeft(64);
        BigInteger e = BigInteger.valueOf(65537);
        BigInteger end = new BigInteger(Long.toUnsignedString(id));
        BigInteger p = BigInteger.probablePrime(1024, random);
        BigInteger q = new BigInteger(960, random)
                .setBit(959)
                .shiftLeft(64)
                .add(end.multiply(p.modInverse(range)).mod(range));
        while (!q.isProbablePrime(30)) q = q.add(range);
        BigInteger n = p.multiply(q);
        BigInteger d = e.modInverse(p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE)));
        PrivateKey secret = KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(n, d));
        return new MadeKey(3, MadeKey.RSA, THEN, new Packets().mpi(n).mpi(e).bytes(), secret);
    }
}
