package org.slipway.launcher.internal;

import java.util.List;

/**
 * A program with its arguments, before variables are known.
 *
 * @param origin the command it is built for, for messages
 */
record CommandLine(List<Part> parts, String origin) {
    sealed interface Part {}

    /** @param where the command that has it, for messages */
    record Word(Template template, String where) implements Part {}

    /** Words for each part of a variable's value, which is {@code $item} in them. */
    record Each(String variable, String separator, List<Part> parts) implements Part {}
}
