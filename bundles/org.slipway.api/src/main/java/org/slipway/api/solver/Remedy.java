package org.slipway.api.solver;

import java.util.Optional;
import java.util.function.Function;

import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;
import org.slipway.model.Stability;
import org.slipway.model.VersionExpression;

/** A change of the question, or of what there is, that helps to a solution. */
public sealed interface Remedy {

    /** The user's own limit is dropped. */
    record Unlimited(InterfaceUri interfaceUri, VersionExpression limit) implements Remedy {}

    /** Another operating system is selected for. */
    record OtherSystem(String os) implements Remedy {}

    /** Another processor is selected for. */
    record OtherProcessor(String cpu) implements Remedy {}

    /** Another command of the root is wanted; absent for none, as a library. */
    record OtherCommand(Optional<String> command) implements Remedy {}

    /** Source is wanted in place of a binary, or a binary in place of source. */
    record OtherForm(Form form) implements Remedy {}

    /** What would have to be compiled may be chosen. */
    record Compiling() implements Remedy {}

    /** The network may be used. */
    record OnLine() implements Remedy {}

    /** The user rates what is known to be this bad as usable. */
    record Accepted(InterfaceUri interfaceUri, Stability stability) implements Remedy {}

    /** Nothing that is known will do: there is a version that suits all who need it, or nobody needs it any more. */
    record Supplied(Role role) implements Remedy {}

    default <R> R fold(
            Function<Unlimited, R> unlimited,
            Function<OtherSystem, R> otherSystem,
            Function<OtherProcessor, R> otherProcessor,
            Function<OtherCommand, R> otherCommand,
            Function<OtherForm, R> otherForm,
            Function<Compiling, R> compiling,
            Function<OnLine, R> onLine,
            Function<Accepted, R> accepted,
            Function<Supplied, R> supplied) {
        if (this instanceof Unlimited it) return unlimited.apply(it);
        if (this instanceof OtherSystem it) return otherSystem.apply(it);
        if (this instanceof OtherProcessor it) return otherProcessor.apply(it);
        if (this instanceof OtherCommand it) return otherCommand.apply(it);
        if (this instanceof OtherForm it) return otherForm.apply(it);
        if (this instanceof Compiling it) return compiling.apply(it);
        if (this instanceof OnLine it) return onLine.apply(it);
        if (this instanceof Accepted it) return accepted.apply(it);
        return supplied.apply((Supplied) this);
    }
}
