package org.slipway.async.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a thread keeps of whoever's call has made it. */
class DaemonsTest {
    private static final int PATIENCE = 100;

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.DAYS, new LinkedBlockingQueue<>(), new Daemons("daemon"));

    /** As a plug-in of a class loader of its own has it. */
    public static final class Stranger implements Consumer<Runnable> {
        private static final InheritableThreadLocal<Object> MINE = new InheritableThreadLocal<>();

        @Override
        public void accept(Runnable call) {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
            MINE.set(this);
            call.run();
            MINE.remove();
        }
    }

    private static final class Strange extends ClassLoader {
        Strange() {
            super(DaemonsTest.class.getClassLoader());
        }

        @SuppressWarnings("unchecked")
        Consumer<Runnable> stranger() throws IOException, ReflectiveOperationException {
            String name = Stranger.class.getName();
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return (Consumer<Runnable>) defineClass(name, bytes, 0, bytes.length)
                        .getConstructor()
                        .newInstance();
            }
        }
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void a_thread_keeps_no_class_loader_of_the_call_that_has_made_it() throws Exception {
        WeakReference<ClassLoader> loader = madeUnderTheCallOfAStranger();
        for (int i = 0; i < PATIENCE && loader.get() != null; i++) System.gc();

        assertThat(pool.getPoolSize()).isEqualTo(1);
        assertThat(loader.get()).isNull();
    }

    @Test
    void the_context_class_loader_is_not_handed_on() throws Exception {
        madeUnderTheCallOfAStranger();

        assertThat(pool.submit(() -> Thread.currentThread().getContextClassLoader())
                        .get())
                .isSameAs(Daemons.class.getClassLoader());
    }

    private WeakReference<ClassLoader> madeUnderTheCallOfAStranger() throws Exception {
        Consumer<Runnable> stranger = new Strange().stranger();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        stranger.accept(pool::prestartCoreThread);
        Thread.currentThread().setContextClassLoader(before);
        return new WeakReference<>(stranger.getClass().getClassLoader());
    }
}
