package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.slipway.api.launch.Unlaunchable;

/**
 * The program that an executable binding puts on the path. It becomes the command line that it finds as a JSON list in
 * {@code zeroinstall_runenv_NAME}, in POSIX sh alone: no JVM is started. It lies in a directory named by its content, so
 * those of {@code 0install} and ours never meet.
 */
final class LauncherFile {
    private static final Pattern NAME = Pattern.compile("[^./'\\p{Cntrl}][^/'\\p{Cntrl}]*");
    private static final String PREFIX = "zeroinstall_runenv_";

    private static final String SCRIPT = """
            #!/bin/sh
            # Becomes the command line that the JSON list in $@VARIABLE@ is.
            json=${@VARIABLE@-}
            case $json in
            '["'*'"]') json=${json#'["'} json=${json%']'};;
            *) printf '%s\\n' "$0 works only within the program that Slipway has started" >&2; exit 1;;
            esac
            count=0 words= word= tab='\t' newline='
            '
            while :; do
              case ${json%%[\\"\\\\]*} in
              "$json") break;;
              *) plain=${json%%[\\"\\\\]*};;
              esac
              word=$word$plain json=${json#"$plain"}
              case $json in
              '"'*)
                count=$((count + 1))
                eval "word_$count=\\$word"
                words="$words \\"\\$word_$count\\"" word=
                json=${json#'"'}
                [ -n "$json" ] || break
                json=${json#',"'};;
              '\\n'*) word=$word$newline json=${json#??};;
              '\\t'*) word=$word$tab json=${json#??};;
              '\\b'*) word=$word@BACKSPACE@ json=${json#??};;
              '\\f'*) word=$word@FORMFEED@ json=${json#??};;
              '\\r'*) word=$word@RETURN@ json=${json#??};;
              '\\u'*)
                json=${json#??}
                code=${json%"${json#????}"} json=${json#????}
                octal=$(printf '%03o' "0x$code")
                word=$word$(printf "\\\\$octal");;
              *)
                json=${json#?}
                rest=${json#?}
                word=$word${json%"$rest"} json=$rest;;
              esac
            done
            eval "exec $words \\"\\$@\\""
            """;

    private final String name;

    /** @throws Unlaunchable if this cannot be the name of a program */
    LauncherFile(String name) throws Unlaunchable {
        if (!NAME.matcher(name).matches()) throw new Unlaunchable("Invalid name in executable binding: '" + name + "'");
        this.name = name;
    }

    /** The variable of the reference. */
    String variable() {
        return PREFIX + name;
    }

    /** The variable that the launcher reads: the same, but where no shell could read that. */
    String readable() {
        if (Sh.isIdentifier(variable())) return variable();
        StringBuilder escaped = new StringBuilder("slipway_runenv_");
        for (byte b : name.getBytes(UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            escaped.append(plain ? String.valueOf((char) b) : String.format("_%02x", b & 0xff));
        }
        return escaped.toString();
    }

    /** Makes sure that it is there, and gives its path. */
    Path in(Path cache) throws IOException {
        byte[] content = script().getBytes(UTF_8);
        Path directory =
                cache.resolve("injector").resolve("exec-" + hash(content)).resolve(name);
        Path file = directory.resolve(name);
        if (!isComplete(file, content)) write(directory, file, content);
        return file;
    }

    private String script() {
        return SCRIPT.replace("@VARIABLE@", readable())
                .replace("@BACKSPACE@", Sh.quote("\b"))
                .replace("@FORMFEED@", Sh.quote("\f"))
                .replace("@RETURN@", Sh.quote("\r"));
    }

    private static boolean isComplete(Path file, byte[] content) throws IOException {
        return Files.isExecutable(file) && java.util.Arrays.equals(Files.readAllBytes(file), content);
    }

    /** The directory is closed afterwards, so that no other program can be slipped into the path. */
    private static void write(Path directory, Path file, byte[] content) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Path temporary = Files.createTempFile(directory.getParent(), "launcher", ".tmp");
        try {
            Files.write(temporary, content);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(content))
                    .substring(0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has MD5", impossible);
        }
    }
}
