package org.slipway.driver.internal;

import java.util.function.Supplier;

/**
 * A service that is first asked for when it is needed, and then kept. What is cached runs without the transport, the keyring
 * and all that hangs on them ever being made. For use on the loop only.
 */
final class Late<T> {
    private final Supplier<T> source;
    private T service;

    Late(Supplier<T> source) {
        this.source = source;
    }

    T get() {
        if (service == null) service = source.get();
        return service;
    }
}
