package org.slipway.model.feed;

import java.util.Optional;
import java.util.function.Function;

import org.slipway.model.xml.Element;

/** How a choice is made known to the program. Source: feed specification, "Bindings". */
public sealed interface Binding {

    /**
     * Sets an environment variable.
     *
     * @param separator between the old and the new value, {@code :} on POSIX if the feed says nothing
     * @param defaultValue the old value to assume where the variable is not set
     */
    record Environment(
            String name, What what, Mode mode, String separator, Optional<String> defaultValue, Element element)
            implements Binding {

        public enum Mode {
            PREPEND,
            APPEND,
            REPLACE
        }

        public sealed interface What {
            /** A path relative to the implementation. */
            record Insert(String path) implements What {}

            /** A fixed text. */
            record Value(String text) implements What {}
        }
    }

    /** A variable whose value is the path of a launcher for a command of the implementation. */
    record ExecutableInVar(String name, String command, Element element) implements Binding {}

    /** A launcher for a command of the implementation, in a directory that goes to the front of {@code PATH}. */
    record ExecutableInPath(String name, String command, Element element) implements Binding {}

    /** Understood by somebody else; passed through to the selections. */
    record Generic(Optional<String> command, Element element) implements Binding {}

    Element element();

    default <R> R fold(
            Function<Environment, R> environment,
            Function<ExecutableInVar, R> inVar,
            Function<ExecutableInPath, R> inPath,
            Function<Generic, R> generic) {
        if (this instanceof Environment e) return environment.apply(e);
        if (this instanceof ExecutableInVar v) return inVar.apply(v);
        if (this instanceof ExecutableInPath p) return inPath.apply(p);
        return generic.apply((Generic) this);
    }
}
