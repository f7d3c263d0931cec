package org.slipway.cli.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** A service of which a test needs little; whoever asks for more is told. */
final class Partly {
    private Partly() {}

    interface Answer {
        Object to(Object[] arguments) throws Exception;
    }

    /** @param answers by the names of methods */
    static <T> T a(Class<T> service, Map<String, Answer> answers) {
        return service.cast(Proxy.newProxyInstance(
                service.getClassLoader(), new Class<?>[] {service}, (self, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer == null) throw new UnsupportedOperationException(method.toString());
                    return answer.to(arguments);
                }));
    }
}
