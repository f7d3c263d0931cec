package org.slipway.signature.bouncycastle.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The real gpg in a home of its own: makes keys and signatures, and says what it thinks of them. */
final class GnuPg {
    private static final Set<String> VERDICTS =
            Set.of("GOODSIG", "BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "NODATA");

    private final Path home;

    GnuPg(Path home) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpg")), "skipped: needs gpg");
        this.home = Files.createDirectories(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    /** What a run has printed, and whether it ended well. */
    record Ended(int status, byte[] output) {
        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    Ended run(byte[] input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--quiet",
                "--no-tty",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
                "--yes"));
        command.addAll(Arrays.asList(arguments));
        Path in = Files.write(home.resolve("input"), input);
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectError(home.resolve("errors").toFile())
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        return new Ended(process.waitFor(), output);
    }

    byte[] must(byte[] input, String... arguments) throws IOException, InterruptedException {
        Ended ended = run(input, arguments);
        if (ended.status != 0)
            throw new AssertionError(
                    "gpg " + Arrays.toString(arguments) + ": " + Files.readString(home.resolve("errors")));
        return ended.output;
    }

    /** Makes a key; gives its fingerprint. */
    String key(String user, String algorithm, String usage, String expires, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--quick-generate-key", user, algorithm, usage, expires));
        must(new byte[0], arguments.toArray(String[]::new));
        return fingerprint(user);
    }

    String fingerprint(String user) throws Exception {
        return fingerprints(user).get(0);
    }

    /** Of the primary key and its subkeys. */
    List<String> fingerprints(String user) throws Exception {
        String listing = new String(must(new byte[0], "--with-colons", "--list-keys", user), StandardCharsets.UTF_8);
        return listing.lines()
                .filter(l -> l.startsWith("fpr:"))
                .map(l -> l.split(":")[9])
                .toList();
    }

    /** @param commands as somebody types them */
    void edit(String key, String commands) throws Exception {
        must(commands.getBytes(StandardCharsets.UTF_8), "--command-fd", "0", "--edit-key", key);
    }

    byte[] export(String key) throws Exception {
        return must(new byte[0], "--export", key);
    }

    /** A document with its signature block. */
    byte[] sign(String document, String key, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--local-user", key, "--detach-sign"));
        return block(document, must(document.getBytes(StandardCharsets.UTF_8), arguments.toArray(String[]::new)));
    }

    static byte[] block(String document, byte[] packets) {
        String base64 = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(packets);
        return (document + "<!-- Base64 Signature\n" + base64 + "\n\n-->\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether gpg, at this moment, takes the signature as good. */
    boolean accepts(byte[] signed) throws Exception {
        SignatureBlock block = SignatureBlock.of(signed);
        return verdicts(block.content(), block.packets()).contains("GOODSIG");
    }

    /** What gpg says of each signature, such as {@code GOODSIG} or {@code EXPKEYSIG}; {@code NODATA} where it sees none. */
    List<String> verdicts(byte[] content, byte[] packets, String... options) throws Exception {
        Path signature = Files.write(home.resolve("verify.sig"), packets);
        Path file = Files.write(home.resolve("verify.txt"), content);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--status-fd", "1", "--verify", signature.toString(), file.toString()));
        String status = run(new byte[0], arguments.toArray(String[]::new)).text();
        return status.lines()
                .filter(line -> line.startsWith("[GNUPG:] "))
                .map(line -> line.split(" ")[1])
                .filter(VERDICTS::contains)
                .toList();
    }

    /** Ends gpg's agent. */
    void close() throws IOException, InterruptedException {
        new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all")
                .start()
                .waitFor();
    }
}
