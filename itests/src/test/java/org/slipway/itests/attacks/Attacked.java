package org.slipway.itests.attacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.User;
import org.slipway.model.FeedUri;

/** Somebody who uses one of the programs, and is attacked. */
final class Attacked {
    /** What {@code timeout} ends with. */
    private static final int STILL_RUNNING = 124;

    private final Program program;
    private final User user;

    enum Program {
        SLIPWAY,
        REFERENCE
    }

    Attacked(Program program, Path home) throws IOException {
        this.program = program;
        this.user = new User(home);
    }

    boolean usesSlipway() {
        return program == Program.SLIPWAY;
    }

    User user() {
        return user;
    }

    /** Trusts a key for a domain, as both programs note it. */
    Attacked trusting(String fingerprint, String domain) throws IOException {
        user.configured(
                "trustdb.xml",
                "<?xml version='1.0'?>\n<trusted-keys xmlns='http://zero-install.sourceforge.net/2007/injector/trust'>"
                        + "<key fingerprint='" + fingerprint + "'><domain value='" + domain
                        + "'/></key></trusted-keys>");
        return this;
    }

    Ended type(int seconds, Object... arguments) throws Exception {
        return shell("", seconds, arguments);
    }

    /** @param before what a shell does first */
    Ended shell(String before, int seconds, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("setsid", "-w", "sh", "-c", before + "exec \"$@\"", "sh"));
        command.addAll(List.of("timeout", "-k", "2", Integer.toString(seconds)));
        command.addAll(usesSlipway() ? List.of(User.program().toString()) : List.of("/usr/bin/0install", "-c"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return user.run(command, Path.of("/dev/null"));
    }

    static boolean isStillRunning(Ended ended) {
        return ended.status() == STILL_RUNNING || ended.status() == 128 + 9;
    }

    /** The feed as it is cached; both programs share the place. */
    Optional<byte[]> cached(Object feed) throws IOException {
        StringBuilder name = new StringBuilder();
        for (char c : new FeedUri.Remote(feed.toString()).text().toCharArray())
            name.append(String.valueOf(c).matches("[-_.a-zA-Z0-9]") ? "" + c : String.format("%%%02x", (int) c));
        Path file = user.home().resolve("cache/interfaces").resolve(name.toString());
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
}
