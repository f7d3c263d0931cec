package org.slipway.cli.internal;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slipway.api.settings.Host;

/** Platforms whose command line is a test's. */
final class FakePlatforms implements Consumer<Consumer<BundleContext>> {
    interface Command {
        int run(Caller caller, Host host, String... typed) throws Exception;
    }

    final AtomicInteger open = new AtomicInteger();
    /** How many more are let in. */
    final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);
    /** Each takes its time to go. */
    volatile CountDownLatch going = new CountDownLatch(0);

    private volatile Command command = (caller, host, typed) -> 0;

    void will(Command next) {
        command = next;
    }

    @Override
    public void accept(Consumer<BundleContext> work) {
        if (room.getAndDecrement() == 0) throw new RejectedExecutionException("It is tired");
        open.incrementAndGet();
        try {
            work.accept(platform());
            going.await();
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        } finally {
            open.decrementAndGet();
        }
    }

    private BundleContext platform() {
        Map<Object, Object> services = new ConcurrentHashMap<>();
        Command chosen = command;
        ToIntFunction<String[]> frontEnd = typed -> {
            try {
                return chosen.run((Caller) services.get(Caller.class), (Host) services.get(Host.class), typed);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        };
        BundleContext[] context = new BundleContext[1];
        Object bundle = proxy(Bundle.class, (name, given) -> context[0]);
        Object reference = proxy(ServiceReference.class, (name, given) -> bundle);
        context[0] = (BundleContext) proxy(BundleContext.class, (name, given) -> switch (name) {
            case "registerService" -> {
                services.put(given[0], given[1]);
                yield null;
            }
            case "getServiceReferences" -> List.of(reference);
            case "getService" -> frontEnd;
            default -> throw new UnsupportedOperationException(name);
        });
        return context[0];
    }

    private interface Answer {
        Object to(String name, Object... given);
    }

    private static Object proxy(Class<?> type, Answer answer) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> switch (method.getName()) {
                    case "hashCode" -> 0;
                    case "equals" -> self == given[0];
                    case "toString" -> type.getName();
                    default -> answer.to(method.getName(), given);
                });
    }
}
