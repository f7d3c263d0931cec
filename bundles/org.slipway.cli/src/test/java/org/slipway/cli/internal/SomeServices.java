package org.slipway.cli.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** The services that a test needs, and no others. */
final class SomeServices {
    private SomeServices() {}

    /** @param services each goes where one of its type is wanted; nothing is a dry run unless it says so */
    static Services of(Object... services) {
        List<Object> left = new ArrayList<>(List.of(services));
        if (Stream.of(services).noneMatch(DryRun.class::isInstance)) left.add(NoDryRun.begun());
        Constructor<?> constructor = Services.class.getConstructors()[0];
        Object[] arguments = Stream.of(constructor.getParameters())
                .map(parameter -> taken(parameter, left))
                .toArray();
        if (!left.isEmpty()) throw new IllegalArgumentException(left.size() + " are wanted by nobody");
        try {
            return (Services) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Object taken(Parameter parameter, List<Object> left) {
        boolean late = parameter.getType() == ComponentServiceObjects.class;
        Class<?> type = late ? argument(parameter) : parameter.getType();
        for (Object one : left) {
            if (!type.isInstance(one)) continue;
            left.removeIf(other -> other == one);
            return late ? new Late<>(one) : one;
        }
        return null;
    }

    private static Class<?> argument(Parameter parameter) {
        return (Class<?>) ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0];
    }

    private record Late<S>(S service) implements ComponentServiceObjects<S> {
        @Override
        public S getService() {
            return service;
        }

        @Override
        public void ungetService(S returned) {}

        @Override
        public ServiceReference<S> getServiceReference() {
            throw new UnsupportedOperationException();
        }
    }
}
