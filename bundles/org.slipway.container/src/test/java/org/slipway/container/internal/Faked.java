package org.slipway.container.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** Services of which a test uses a method or two. */
final class Faked {
    private Faked() {}

    static <T> T of(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }

    /** @param answers to the methods of these names; null to all others */
    static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return of(type, (proxy, method, arguments) -> answers.getOrDefault(method.getName(), given -> null)
                .apply(arguments));
    }
}
