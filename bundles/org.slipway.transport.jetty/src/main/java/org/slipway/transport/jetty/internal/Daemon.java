package org.slipway.transport.jetty.internal;

/** A thread that keeps no JVM from its end. */
final class Daemon {
    private Daemon() {}

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
