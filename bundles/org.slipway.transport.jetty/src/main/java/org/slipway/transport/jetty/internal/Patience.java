package org.slipway.transport.jetty.internal;

import java.time.Duration;

/**
 * How long is waited for others.
 *
 * @param connect for a name to resolve, and again for each address to accept a connection
 * @param stall in which at least {@code minimum} bytes must come
 * @param minimum bytes, those of the answer's head included
 */
record Patience(Duration connect, Duration stall, long minimum) {}
