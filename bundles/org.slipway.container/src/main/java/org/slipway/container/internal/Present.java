package org.slipway.container.internal;

/** A service that says that an optional package is there. Components whose classes need the package refer to it. */
public interface Present {

    /** The property that has the package's name. */
    String PACKAGE = "package";
}
