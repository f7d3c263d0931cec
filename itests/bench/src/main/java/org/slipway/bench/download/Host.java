package org.slipway.bench.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** {@code slipway serve} in a home, which does there what the command line is asked for. */
record Host(String program, Map<String, String> more, Path home, Process process) implements AutoCloseable {
    private static final Path NOTHING = Path.of("/dev/null");

    static Host start(String program, Map<String, String> more, Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program, "serve")
                .redirectInput(NOTHING.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Run.environment(home, more));
        Process process = builder.start();
        while (!Files.exists(home.resolve("cache/slipway/serve/socket"))) {
            if (!process.isAlive()) throw new IOException(program + " serve has failed");
            LockSupport.parkNanos(10_000_000);
        }
        return new Host(program, more, home, process);
    }

    Run run(Path feed, String digest, Link link) throws IOException, InterruptedException {
        return Run.in(home, program, more, feed, digest, link);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
