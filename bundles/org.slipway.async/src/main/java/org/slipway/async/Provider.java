package org.slipway.async;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;

/**
 * A service that somebody else has brought, and how to ask it so that nothing it does harms others. Made by
 * {@link Providers}.
 *
 * @param <S> the kind of service
 */
public final class Provider<S> {
    /** For who is to answer without waiting for anything. */
    public static final Duration AT_ONCE = Duration.ofSeconds(5);

    /** What is asked; what it throws that is checked is an answer, too. */
    @FunctionalInterface
    public interface Question<S, T> {
        T ask(S service) throws Exception;
    }

    /** It broke its contract, or was too late; the message says how. It has been told already. */
    public static final class Defect extends Exception {
        private static final long serialVersionUID = 1;

        private final String how;

        Defect(String message, String how) {
            super(message);
            this.how = how;
        }

        /** Only what it did. */
        public String how() {
            return how;
        }
    }

    private final Providers<S> all;
    private final S service;
    private final Map<String, Object> properties;

    Provider(Providers<S> all, S service, Map<String, Object> properties) {
        this.all = all;
        this.service = service;
        this.properties = properties;
    }

    S service() {
        return service;
    }

    /** By which a user can tell whose it is. */
    public String name() {
        return properties.get("component.name") instanceof String name
                ? name
                : service.getClass().getName();
    }

    /** The values of a property that may have one or several. */
    public List<String> texts(String property) {
        Object value = properties.get(property);
        Collection<?> values = value instanceof Collection<?> several
                ? several
                : value instanceof Object[] several
                        ? Arrays.asList(several)
                        : value == null ? List.of() : List.of(value);
        return values.stream().map(String::valueOf).toList();
    }

    long number(String property) {
        return properties.get(property) instanceof Number number ? number.longValue() : 0;
    }

    /** Whether it has not come back once. */
    public boolean isLost() {
        return all.isLost(service);
    }

    /** Whether it has left since. */
    public boolean isGone() {
        return !all.isPresent(service);
    }

    /** Asks it, and waits so long. What is unchecked, {@code null} or too late is a defect. */
    public <T> T ask(Duration most, Question<S, T> question) throws Defect, Exception {
        return ask(most, () -> 0, question);
    }

    /** @param signs changes as long as it gets on */
    public <T> T ask(Duration most, LongSupplier signs, Question<S, T> question) throws Defect, Exception {
        try {
            return all.loop()
                    .within(
                            most,
                            signs,
                            () -> Objects.requireNonNull(question.ask(service), "it has answered nothing"));
        } catch (TimeoutException late) {
            throw isStuck(late.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            throw isBroken(broken.toString());
        }
    }

    /** As {@link #ask}, where no failure is an answer; absent if it is defective. */
    public <T> Optional<T> tryAsk(Duration most, Question<S, T> question) {
        try {
            return Optional.of(ask(most, question));
        } catch (Defect told) {
            return Optional.empty();
        } catch (Exception unexpected) {
            isBroken(unexpected.toString());
            return Optional.empty();
        }
    }

    /** A scope for its work within another one: turned off with it and then waited for, but not for ever. On the loop. */
    public Switch within(Switch outer) {
        Switch own = new Switch(all.loop().promises());
        Switch.Registration registration = outer.onOff(() -> end(own));
        own.onOff(registration::remove);
        return own;
    }

    /** Turns a scope of its work off, and waits for that, but not for ever. On the loop. */
    public Promise<Done> end(Switch own) {
        Loop loop = all.loop();
        Deferred<Done> enough = loop.promises().deferred();
        Switch waiting = new Switch(loop.promises());
        enough.resolveWith(own.off());
        loop.after(AT_ONCE, () -> enough.resolveWith(loop.promises().resolved(Done.DONE)), waiting);
        return enough.getPromise().onResolve(waiting::off);
    }

    /** What it has said is not so, or not what was asked: others are asked first from now on. */
    public Defect isBroken(String how) {
        return all.told(this, how, Providers.Flaw.BROKEN);
    }

    /** It is lost: it is not asked any more. */
    public Defect isStuck(String how) {
        return all.told(this, how, Providers.Flaw.STUCK);
    }
}
