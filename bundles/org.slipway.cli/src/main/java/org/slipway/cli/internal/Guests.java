package org.slipway.cli.internal;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Platforms beside the host's own, one for each command that a client hands over: it has services of its own, so that what
 * one client sets, asks and is told is no other's. The distribution provides them. On the loop.
 */
final class Guests {
    private static final int AT_A_TIME = 4;
    private static final String PROVIDED = "(slipway.platforms=guests)";
    private static final String CIRCUMSTANCES = "slipway.circumstances";

    private final Consumer<Consumer<BundleContext>> platforms;
    private final String circumstances;
    private int here;

    /**
     * @param platforms runs something in a new platform, and takes that down again
     * @param circumstances what clients have to have in common with the host; empty: nobody may come
     */
    Guests(Consumer<Consumer<BundleContext>> platforms, String circumstances) {
        this.platforms = platforms;
        this.circumstances = circumstances;
    }

    static Guests none() {
        return new Guests(work -> {}, "");
    }

    /** Nobody where the host is part of something else. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static Guests of(BundleContext context) {
        try {
            Collection<ServiceReference<Consumer>> found = context.getServiceReferences(Consumer.class, PROVIDED);
            for (ServiceReference<Consumer> one : found)
                return new Guests(context.getService(one), String.valueOf(one.getProperty(CIRCUMSTANCES)));
            return none();
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return why not; nothing if it is admitted, which is paired with {@link #leave} */
    Optional<String> admit(Errand errand) {
        if (circumstances.isEmpty()) return Optional.of("It does no commands of others");
        if (!circumstances.equals(errand.circumstances()))
            return Optional.of("It was started in other circumstances" + difference(errand.circumstances()));
        if (here == AT_A_TIME) return Optional.of("It does " + AT_A_TIME + " commands already");
        here++;
        return Optional.empty();
    }

    /** The value of a variable may be a secret. */
    private String difference(String theirs) {
        Set<String> lines = new LinkedHashSet<>(theirs.lines().toList());
        circumstances.lines().toList().forEach(lines::remove);
        return lines.stream()
                .limit(1)
                .map(line -> ", without '" + line.split("=", 2)[0] + "'")
                .collect(Collectors.joining());
    }

    void leave() {
        here--;
    }

    /** Too much of what was interrupted has not ended. */
    static final class Full extends Exception {
        private static final long serialVersionUID = 1;

        Full(RejectedExecutionException refusal) {
            super(refusal.getMessage(), refusal);
        }
    }

    /** Blocks: off the loop. When the thread is interrupted, so is the work. */
    void run(Consumer<BundleContext> work) throws Full {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            platforms.accept(platform -> {
                begun.set(true);
                work.accept(platform);
            });
        } catch (RejectedExecutionException rejected) {
            if (begun.get()) throw rejected;
            throw new Full(rejected);
        }
    }
}
