package org.slipway.cli.internal;

import java.util.Collection;
import java.util.function.Consumer;

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

    /** Whether there is room for it; then it is paired with {@link #leave}. */
    boolean admit(Errand errand) {
        boolean alike = !circumstances.isEmpty() && circumstances.equals(errand.circumstances());
        if (!alike || here == AT_A_TIME) return false;
        here++;
        return true;
    }

    void leave() {
        here--;
    }

    /** Blocks: off the loop. */
    void run(Consumer<BundleContext> work) {
        platforms.accept(work);
    }
}
