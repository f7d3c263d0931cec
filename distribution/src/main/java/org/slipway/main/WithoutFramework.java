package org.slipway.main;

import java.util.List;
import java.util.function.Predicate;

/** The few commands that are over before a framework would have started. */
final class WithoutFramework {
    private static final String SHORTCUT = "org.slipway.store.internal.Shortcut";

    private WithoutFramework() {}

    /** @return whether all is done */
    static boolean run(String... arguments) {
        if (arguments.length < 2 || !List.of("digest", "store").contains(arguments[0])) return false;
        try {
            Object shortcut = Class.forName(SHORTCUT).getDeclaredConstructor().newInstance();
            @SuppressWarnings("unchecked")
            Predicate<String[]> command = (Predicate<String[]>) shortcut;
            return command.test(arguments);
        } catch (ReflectiveOperationException | LinkageError notOnTheClassPath) {
            return false;
        }
    }
}
