package org.slipway.store.internal;

/** The process has ended where it stood. Nothing catches it by accident. */
final class PowerCut extends Error {
    private static final long serialVersionUID = 1;
}
