package org.slipway.container.internal;

import org.slipway.api.monitor.Event.Ending;
import org.slipway.api.monitor.Event.Purpose;

/** A kind of downloads that have ended. */
record Ended(Purpose purpose, Ending ending) {}
