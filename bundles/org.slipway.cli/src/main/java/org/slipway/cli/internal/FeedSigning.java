package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Host;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Unsigned;

/** Signs documents with secret keys that the user's GnuPG has. Nothing is replaced before it has been verified. */
final class FeedSigning {
    private static final int V4_DIGITS = 40;
    private static final int ID_DIGITS = 16;

    private final Host host;
    private final SignatureFindings.Verifier verifier;
    private final Rewriting rewriting;
    private final boolean mayAsk;

    /** @param mayAsk whether gpg may ask for a passphrase */
    FeedSigning(Host host, SignatureFindings.Verifier verifier, AtomicFiles files, boolean mayAsk) {
        this.host = host;
        this.mayAsk = mayAsk;
        this.verifier = verifier;
        this.rewriting = new Rewriting(files);
    }

    /**
     * @param keys the fingerprints of the keys, or subkeys, that have signed
     * @param keyFiles those that had to be written
     */
    record Outcome(List<String> keys, List<Path> keyFiles) {}

    /** The keys that have signed a document, whether or not it is still the same. */
    List<String> signers(byte[] document) throws Complaint {
        try {
            return verifier.all(document).stream()
                    .map(FeedSigning::key)
                    .distinct()
                    .toList();
        } catch (Unsigned none) {
            return List.of();
        }
    }

    private static String key(Signature signature) {
        return signature.fold(
                valid -> valid.key().text(),
                bad -> bad.issuer().text(),
                missing -> missing.issuer().text(),
                unsupported -> unsupported.issuer().text());
    }

    /**
     * Replaces a file by a signed document, and writes the public keys beside it.
     *
     * @param before the file as it was read
     * @param content of it without a signature, and with what is new
     * @param keys as gpg takes them; none to leave the choice to it
     */
    Outcome sign(Path file, byte[] before, byte[] content, List<String> keys) throws Complaint, IOException {
        if (!SignatureComment.canFollow(content))
            throw new Complaint("'" + file + "' must begin with <?xml version=\"1.0\"?>: others take it for no feed");
        Gpg gpg = Gpg.of(host);
        Path scratch = Files.createTempDirectory("slipway-sign");
        try {
            return sign(file, before, signature(content, keys, gpg, scratch), content, gpg, scratch);
        } finally {
            delete(scratch);
        }
    }

    private Outcome sign(Path file, byte[] before, Gpg.Ended signed, byte[] content, Gpg gpg, Path scratch)
            throws Complaint, IOException {
        List<String> signers = signed.status().stream()
                .filter(line -> line.startsWith("SIG_CREATED "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        Map<String, byte[]> keyFiles = new TreeMap<>();
        for (String signer : signers) keyFiles.put(id(signer) + ".gpg", exported(signer, gpg, scratch));
        byte[] document = SignatureComment.append(content, signed.output());
        verify(document, signers, keyFiles, gpg, scratch);
        verify(document);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, byte[]> key : keyFiles.entrySet()) {
            Path beside = file.toRealPath().resolveSibling(key.getKey());
            if (Files.exists(beside) && Arrays.equals(Files.readAllBytes(beside), key.getValue())) continue;
            rewriting.replace(beside, key.getValue());
            written.add(beside);
        }
        rewriting.replace(file, before, document);
        return new Outcome(signers, written);
    }

    /** Whatever the user's gpg.conf says, the signature is a binary one over just these bytes. */
    private Gpg.Ended signature(byte[] content, List<String> keys, Gpg gpg, Path scratch)
            throws Complaint, IOException {
        Path unsigned = Files.write(scratch.resolve("document"), content);
        List<String> arguments = new ArrayList<>(List.of("--no-armor", "--no-textmode"));
        if (!mayAsk) arguments.addAll(List.of("--pinentry-mode", "error"));
        for (String key : keys) arguments.addAll(List.of("--local-user", key));
        arguments.addAll(List.of("--detach-sign", "--", unsigned.toString()));
        Gpg.Ended ended = gpg.run(scratch, arguments);
        if (!ended.isGood()
                || ended.output().length == 0
                || ended.status("SIG_CREATED").isEmpty())
            throw new Complaint("gpg has not signed it:\n" + ended.said()
                    + "\nName a key of yours with --key ID: gpg --list-secret-keys shows them"
                    + (mayAsk ? "" : ". With --batch, nobody is asked for a passphrase"));
        return ended;
    }

    private static byte[] exported(String signer, Gpg gpg, Path scratch) throws Complaint, IOException {
        Gpg.Ended ended = gpg.run(scratch, List.of("--armor", "--export", "--", signer));
        if (!ended.isGood() || ended.output().length == 0)
            throw new Complaint("gpg does not give the public key " + signer + ":\n" + ended.said());
        if (ended.output().length > Keyring.KEY_FILE_LIMIT)
            throw new Complaint("The public key " + signer + " has " + Sizes.text(ended.output().length)
                    + ", which users' programs do not take: make it smaller with gpg --edit-key, and 'minimize'");
        return ended.output();
    }

    /** What programs ask for, is named by the key or subkey that has signed. */
    private static String id(String fingerprint) {
        return fingerprint.length() == V4_DIGITS
                ? fingerprint.substring(V4_DIGITS - ID_DIGITS)
                : fingerprint.substring(0, ID_DIGITS);
    }

    /** As somebody sees it who has nothing but what is published. */
    private static void verify(
            byte[] document, List<String> signers, Map<String, byte[]> keyFiles, Gpg gpg, Path scratch)
            throws Complaint, IOException {
        Gpg stranger = gpg.in(Files.createTempDirectory(scratch, "stranger"));
        for (byte[] key : keyFiles.values()) {
            Path file = Files.write(scratch.resolve("key"), key);
            stranger.run(scratch, List.of("--import", "--", file.toString()));
        }
        Path content = Files.write(scratch.resolve("document"), SignatureComment.content(document));
        Path packets = Files.write(scratch.resolve("signature"), SignatureComment.packets(document));
        Gpg.Ended ended = stranger.run(scratch, List.of("--verify", "--", packets.toString(), content.toString()));
        for (String signer : signers)
            if (!ended.isGood() || ended.status().stream().noneMatch(line -> line.startsWith("VALIDSIG " + signer)))
                throw new Complaint("gpg does not take its own signature by " + signer + " as good:\n" + ended.said()
                        + "\nNothing has been changed");
    }

    /** As Slipway sees it, which accepts less. */
    private void verify(byte[] document) throws Complaint {
        try {
            for (Signature signature : verifier.all(document)) {
                Optional<String> objection = objection(signature);
                if (objection.isPresent())
                    throw new Complaint("Users would not accept the signature by " + key(signature) + ": "
                            + objection.get() + "\nUse another key, or change what gpg.conf says");
            }
        } catch (Unsigned malformed) {
            throw new Complaint("The signature cannot be read again: " + malformed.getMessage());
        }
    }

    private static Optional<String> objection(Signature signature) {
        return signature.fold(
                valid -> Optional.empty(),
                bad -> Optional.of(FeedSentences.flaw(bad.flaw())),
                missing -> Optional.empty(),
                unsupported -> Optional.of(unsupported.why()));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
