package org.slipway.api.transport;

import java.net.URI;
import java.util.function.Function;

/** The way to a server. */
public sealed interface Route {

    record Direct() implements Route {}

    /** @param proxy its scheme, host and port, without the credentials that it is given */
    record Through(URI proxy) implements Route {}

    /** @param why a proxy is demanded that makes no sense, in words for the user; without credentials */
    record Unusable(String why) implements Route {}

    default <R> R fold(Function<Direct, R> direct, Function<Through, R> through, Function<Unusable, R> unusable) {
        if (this instanceof Direct d) return direct.apply(d);
        if (this instanceof Through t) return through.apply(t);
        return unusable.apply((Unusable) this);
    }
}
