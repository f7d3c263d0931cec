package org.slipway.model.feed;

import java.util.List;
import java.util.function.Function;

/** Something that becomes command-line arguments. Source: feed specification, "Commands". */
public sealed interface Argument {

    /** One argument; {@code $NAME}, {@code ${NAME}} and {@code $$} in it are expanded. */
    record Text(String template) implements Argument {}

    /**
     * The inner arguments once for each part of a variable's value, which is {@code $item} in them; none if it is not set.
     *
     * @param variable the environment variable's name
     * @param separator between the parts
     */
    record ForEach(String variable, String separator, List<Argument> arguments) implements Argument {}

    default <R> R fold(Function<Text, R> text, Function<ForEach, R> forEach) {
        return this instanceof Text t ? text.apply(t) : forEach.apply((ForEach) this);
    }
}
