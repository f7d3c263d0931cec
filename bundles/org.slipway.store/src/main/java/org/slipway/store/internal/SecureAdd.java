package org.slipway.store.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Host;
import org.slipway.api.store.Progress;
import org.slipway.async.Loop;
import org.slipway.async.Programs;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/**
 * The program that may write the store that all users of the system share, if whoever runs the system has put one on the
 * {@code PATH}. It gets a finished tree as its working directory and copies what the digest is of.
 */
@Component(service = SecureAdd.class)
public final class SecureAdd {
    private static final String HELPER = "0store-secure-add-helper";
    private static final int MOST_WORDS = 4096;

    private final Host host;
    private final Loop loop;
    private final Announcer announcer;

    @Activate
    public SecureAdd(@Reference Host host, @Reference Loop loop, @Reference Announcer announcer) {
        this.host = host;
        this.loop = loop;
        this.announcer = announcer;
    }

    /** @return whether it says that the tree is in the system's store now; never for the oldest digests, which it refuses */
    boolean add(DirectoryDraft.Verified verified, Progress progress) throws IOException {
        if (verified.digest().algorithm() == Algorithm.SHA1) return false;
        Optional<Path> helper = helper();
        return helper.isPresent() && run(helper.get(), verified, progress);
    }

    private Optional<Path> helper() {
        Map<String, String> environment = host.environment();
        if (environment.containsKey("ZEROINSTALL_PORTABLE_BASE")) return Optional.empty();
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, HELPER))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private boolean run(Path helper, DirectoryDraft.Verified verified, Progress progress) throws IOException {
        ManifestDigest digest = verified.digest();
        // Who has asked may be a client of this process, with another terminal.
        Path words = verified.spare();
        try {
            Process process = start(helper, verified.tree(), digest, words);
            int status = Programs.await(process, () -> progress.more(0));
            String said = text(words);
            if (status != 0)
                warn(helper + " has ended with status " + status + ": " + digest + " is stored for you alone"
                        + (said.isEmpty() ? "" : ". It says: " + said));
            else if (!said.isEmpty()) warn(helper + " says: " + said);
            return status == 0;
        } finally {
            Files.deleteIfExists(words);
        }
    }

    private static String text(Path words) throws IOException {
        try (InputStream in = Files.newInputStream(words)) {
            return new String(in.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
        }
    }

    private Process start(Path helper, Path tree, ManifestDigest digest, Path words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(helper.toString(), digest.directoryName())
                .directory(tree.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(words.toFile());
        builder.environment().clear();
        builder.environment().putAll(host.environment());
        // What it becomes on its way through sudo must not be told by us: it refuses to work where it sees these.
        builder.environment().put("ENV_NOT_CLEARED", "Unclean");
        builder.environment().put("HOME", "Unclean");
        return builder.start();
    }

    private void warn(String text) {
        loop.run(() -> announcer.announce(new Event.Warning(text)));
    }
}
