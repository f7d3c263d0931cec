package org.slipway.async.internal;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes threads that keep no JVM from its end, and nothing of whose call has made them: that may be a plug-in's, whose
 * class loader must be free to go.
 */
final class Daemons implements ThreadFactory {
    /** From here on a thread does not note down the code under whose call it is made. */
    private static final int NO_ACCESS_CONTROL = 24;

    private final AtomicInteger count = new AtomicInteger();
    private final String name;

    Daemons(String name) {
        this.name = name;
    }

    @Override
    @SuppressWarnings("removal")
    public Thread newThread(Runnable work) {
        return Runtime.version().feature() >= NO_ACCESS_CONTROL
                ? made(work)
                : AccessController.doPrivileged((PrivilegedAction<Thread>) () -> made(work));
    }

    private Thread made(Runnable work) {
        Thread thread = new Thread(null, work, name + "-" + count.incrementAndGet(), 0, false);
        thread.setContextClassLoader(Daemons.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
