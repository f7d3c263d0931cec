package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.launch.Unlaunchable;
import org.slipway.launcher.internal.CommandLine.Word;
import org.slipway.launcher.internal.Template.Literal;

/** The files that a command line executes: its program, and that one's interpreter. A shell would say little of what is wrong with them. */
final class Executed {
    /** As far as the kernel reads. */
    private static final int FIRST_LINE = 256;

    private static final Pattern INTERPRETER = Pattern.compile("#![ \\t]*(/[^ \\t\\n\\x00]*)");

    private Executed() {}

    static Set<Path> by(CommandLine line) throws Unlaunchable, IOException {
        Word first = (Word) line.parts().get(0);
        Path program = Path.of(((Literal) first.template().pieces().get(0)).text());
        if (!isProgram(program))
            throw new Unlaunchable(
                    "'" + program + "' of " + first.where()
                            + " cannot be executed: it is no file with the permission for that. Its publisher has to mend this");
        Optional<Path> interpreter = interpreter(program);
        if (interpreter.isEmpty()) return Set.of(program);
        if (!isProgram(interpreter.get()))
            throw new Unlaunchable("'" + program + "' of " + first.where() + " is a script for " + interpreter.get()
                    + ", which is not here or cannot be executed: install that");
        return Set.of(program, interpreter.get());
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static Optional<Path> interpreter(Path program) throws IOException {
        if (!Files.isReadable(program)) return Optional.empty();
        try (InputStream in = Files.newInputStream(program)) {
            Matcher begin = INTERPRETER.matcher(new String(in.readNBytes(FIRST_LINE), UTF_8));
            return begin.lookingAt() ? Optional.of(Path.of(begin.group(1))) : Optional.empty();
        }
    }
}
