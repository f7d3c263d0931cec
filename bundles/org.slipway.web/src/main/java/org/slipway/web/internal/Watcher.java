package org.slipway.web.internal;

import org.slipway.async.Bell;

/** A page that looks on. Its bell is rung when there is something new, and now and then to see whether it is still there. */
record Watcher(Board board, Bell bell) {}
