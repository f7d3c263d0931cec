package org.slipway.cli.internal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Who has started this process. */
@Component(service = Caller.class)
public final class ProcessCaller implements Caller {
    private static final String WHERE = "slipway.plan";
    private static final String TERMINAL = "/dev/tty";

    @Activate
    public ProcessCaller() {}

    @Override
    public Map<String, String> environment() {
        return System.getenv();
    }

    @Override
    public InputStream in() {
        return System.in;
    }

    @Override
    public OutputStream out() {
        return new FileOutputStream(FileDescriptor.out);
    }

    @Override
    public OutputStream err() {
        return new FileOutputStream(FileDescriptor.err);
    }

    @Override
    public Keyboard keyboard() throws IOException {
        return new Keyboard(new FileInputStream(TERMINAL), new FileOutputStream(TERMINAL, true));
    }

    @Override
    public void become(byte[] script) throws Complaint, IOException {
        String where = System.getProperty(WHERE, "");
        if (where.isEmpty()) throw new Complaint("Only bin/slipway can run a program: this is the JVM without it");
        try (OutputStream out = new FileOutputStream(where)) {
            out.write(script);
        }
    }

    /** A signal. */
    @Override
    public Runnable onStop(Runnable action) {
        Thread hook = new Thread(action, "slipway-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> forget(hook);
    }

    /** Whoever takes it back goes on to the end, where it would be cut off. */
    private static void await(Thread hook) {
        try {
            hook.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            await(hook);
        }
    }
}
