package org.slipway.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** A program that is started for each question: {@code 0install}, or the built distribution. */
public final class Program implements Peer {

    public static final String REFERENCE = "/usr/bin/0install";

    private static final int PATIENCE_SECONDS = 120;

    /** A program that wants to look at the network finds nobody there. */
    private static final String NOBODY = "http://127.0.0.1:9";

    /** Everything that counts as the distribution's is out of sight; it takes the right to mount. */
    private static final String HIDDEN =
            "mount --bind /dev/null /var/lib/dpkg/status && PATH=${PATH%%:*} && export PATH && exec \"$@\"";

    private final List<String> command;

    private Program(List<String> command) {
        this.command = command;
    }

    /** @param file of the program, absolute */
    public static Program of(String file, Distribution distribution) {
        if (distribution == Distribution.SEEN) return new Program(List.of(file));
        return new Program(List.of("unshare", "-m", "sh", "-c", HIDDEN, "sh", file));
    }

    /** The same, started by another program: that and its arguments. */
    public Program by(String... starter) {
        List<String> longer = new ArrayList<>(List.of(starter));
        longer.addAll(command);
        return new Program(longer);
    }

    @Override
    public Answer select(Home home, Question question) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.add("--console");
        line.addAll(question.words());
        Path out = Files.createTempFile("slipway-answer-", ".xml");
        Path err = Files.createTempFile("slipway-answer-", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment(home, question));
            builder.environment().keySet().removeAll(List.of("DISPLAY", "LC_ALL", "LC_MESSAGES", "LANGUAGE"));
            int status = ended(builder.start());
            return new Answer(status, selections(status, Files.readAllBytes(out)), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static Map<String, String> environment(Home home, Question question) {
        return Map.of(
                "HOME",
                home.base().toString(),
                "PATH",
                home.apt().getParent() + ":" + System.getenv("PATH"),
                "ZEROINSTALL_PORTABLE_BASE",
                home.base().toString(),
                "LANG",
                question.language(),
                "http_proxy",
                NOBODY,
                "https_proxy",
                NOBODY);
    }

    private static int ended(java.lang.Process process) throws IOException {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) return process.exitValue();
            process.destroyForcibly();
            throw new IOException("It does not end");
        } catch (InterruptedException impatient) {
            process.destroyForcibly();
            throw new IOException("Interrupted", impatient);
        }
    }

    static Optional<Element> selections(int status, byte[] document) throws IOException {
        if (status != 0) return Optional.empty();
        try {
            return Optional.of(Xml.read(document));
        } catch (MalformedXml garbage) {
            throw new IOException(new String(document, StandardCharsets.UTF_8), garbage);
        }
    }
}
