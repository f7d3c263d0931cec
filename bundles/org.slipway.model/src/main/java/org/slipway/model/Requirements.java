package org.slipway.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's question: which interface, with what in it, for which machine.
 *
 * @param interfaceUri the root
 * @param command the command wanted of the root; empty for none, as a library
 * @param form whether the root is wanted to run or to compile
 * @param mayCompile {@link Compilation#ALLOWED} to consider source that would have to be compiled
 * @param restrictions what the user demands of versions, by interface
 * @param os the operating system to select for; absent for this one
 * @param cpu the processor to select for; absent for this one
 * @param languages languages in order of preference as {@code en_GB}; empty for those of the locale
 */
public record Requirements(
        InterfaceUri interfaceUri,
        Optional<String> command,
        Form form,
        Compilation mayCompile,
        Map<InterfaceUri, VersionExpression> restrictions,
        Optional<String> os,
        Optional<String> cpu,
        List<String> languages) {

    /** Whether an implementation that is not compiled yet may be chosen. */
    public enum Compilation {
        FORBIDDEN,
        ALLOWED
    }

    public Requirements {
        restrictions = Map.copyOf(restrictions);
        languages = List.copyOf(languages);
    }

    /** To run it: command {@code run}, this machine, no restrictions. */
    public static Requirements run(InterfaceUri interfaceUri) {
        return new Requirements(
                interfaceUri,
                Optional.of("run"),
                Form.BINARY,
                Compilation.FORBIDDEN,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public Role root() {
        return new Role(interfaceUri, form);
    }

    public Requirements withCommand(Optional<String> other) {
        return new Requirements(interfaceUri, other, form, mayCompile, restrictions, os, cpu, languages);
    }

    public Requirements withRestrictions(Map<InterfaceUri, VersionExpression> other) {
        return new Requirements(interfaceUri, command, form, mayCompile, other, os, cpu, languages);
    }
}
