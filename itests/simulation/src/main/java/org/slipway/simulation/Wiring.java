package org.slipway.simulation;

import java.lang.reflect.Field;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** What the container does for components, where there is no container. */
public final class Wiring {

    private Wiring() {}

    /** Gives a component what the container would bind. */
    public static void set(Object component, String name, Object value) {
        try {
            Field field = component.getClass().getDeclaredField(name);
            field.setAccessible(true);
            field.set(component, value);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(component.getClass() + " has no " + name, changed);
        }
    }

    /** A service that is made already. */
    public static <T> ComponentServiceObjects<T> late(T service) {
        return new ComponentServiceObjects<>() {
            @Override
            public T getService() {
                return service;
            }

            @Override
            public void ungetService(T unneeded) {}

            @Override
            public ServiceReference<T> getServiceReference() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
