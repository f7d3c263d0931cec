package org.slipway.cli.internal;

import java.util.Map;

import org.osgi.service.component.ComponentServiceObjects;

/** A service that is made when it is asked for. */
final class Late {
    private Late() {}

    @SuppressWarnings("unchecked")
    static <S> ComponentServiceObjects<S> of(S service) {
        return Partly.a(ComponentServiceObjects.class, Map.of("getService", arguments -> service));
    }
}
