package org.slipway.main;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;

import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** Starts the framework, hands the arguments to the command line's service, and ends with its status. */
public final class Main {
    private static final String FRONT_END = "(slipway.front-end=terminal)";

    private Main() {}

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("slipway.home", "."));
        DeathBySignal death = DeathBySignal.prepare();
        boolean done = WithoutFramework.run(arguments);
        System.exit(done ? 0 : death.after(() -> status(home, arguments)));
    }

    private static int status(Path home, String... arguments) {
        try {
            int status = HostClient.run(home, arguments);
            return status == HostClient.NOT_DONE ? ofFramework(home, arguments) : status;
        } catch (BundleException | InvalidSyntaxException | IOException | RuntimeException broken) {
            if (isEnding()) return 1;
            System.err.println("slipway: the installation in " + home + " cannot start: " + broken);
            return 1;
        }
    }

    private static int ofFramework(Path home, String... arguments)
            throws BundleException, InvalidSyntaxException, IOException {
        try (Storage storage = Storage.make()) {
            return terminal(start(home, storage, arguments)).applyAsInt(arguments);
        }
    }

    private static Framework start(Path home, Storage storage, String[] arguments) throws BundleException, IOException {
        Bundles bundles = Bundles.of(home);
        String command = command(arguments);
        List<String> words = List.of(arguments);
        synchronized (storage) {
            if (command.equals("demo")) return bundles.startDemo(storage.directory(), bundles.onClassPath());
            if (!command.equals("serve") || words.contains("--status") || words.contains("--stop"))
                return bundles.start(storage.directory(), bundles.onClassPath());
            SharedModules modules = bundles.ofProcess();
            Framework framework = bundles.start(storage.directory(), modules);
            new Guests(directory -> bundles.start(directory, modules), storage)
                    .register(framework.getBundleContext(), Circumstances.here(home));
            return framework;
        }
    }

    /** What other words say is for the command to understand. */
    static String command(String... arguments) {
        for (String word : arguments) if (!word.startsWith("-")) return word;
        return "";
    }

    /** Whether a signal has come, which takes away the ground from under whatever goes on. */
    private static boolean isEnding() {
        try {
            Thread hook = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    @SuppressWarnings("unchecked")
    private static ToIntFunction<String[]> terminal(Framework framework) throws InvalidSyntaxException {
        for (ServiceReference<?> reference :
                framework.getBundleContext().getServiceReferences(ToIntFunction.class, FRONT_END)) {
            Object service = framework.getBundleContext().getService(reference);
            if (service != null) return (ToIntFunction<String[]>) service;
        }
        throw new IllegalStateException("a part of it is missing");
    }
}
