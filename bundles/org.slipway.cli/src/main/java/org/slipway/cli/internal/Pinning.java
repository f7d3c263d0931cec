package org.slipway.cli.internal;

import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.cli.internal.Command.Invocation;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.InterfaceUri;

/** {@code --pin} and {@code --unpin}: the choice is made as if nothing were pinned, and what is chosen may be pinned then. */
final class Pinning {
    static final Set<Option> OPTIONS = Set.of(Option.PIN, Option.UNPIN);

    private final Loop loop;
    private final Pins pins;

    Pinning(Services services) {
        this.loop = services.loop;
        this.pins = new Pins(services.feeds);
    }

    static void check(Invocation invocation) throws Complaint {
        if (invocation.has(Option.PIN) && invocation.has(Option.UNPIN))
            throw new Complaint("'--pin' and '--unpin' cannot both be meant: leave one out", Status.USAGE);
    }

    /** What is pinned is chosen as if nothing were, and until then nothing is taken back. */
    static DriverRequest asked(DriverRequest request, Invocation invocation) {
        return OPTIONS.stream().anyMatch(invocation::has) ? request.withoutPins() : request;
    }

    /**
     * Where no choice comes about, what was pinned stays so, unless it was to go.
     *
     * @param choice of what is {@link #asked}
     */
    Promise<Made> around(InterfaceUri interfaceUri, Invocation invocation, Supplier<Promise<Made>> choice) {
        if (invocation.has(Option.UNPIN))
            return loop.offLoop(() -> release(interfaceUri)).flatMap(released -> choice.get());
        if (!invocation.has(Option.PIN)) return choice.get();
        return choice.get().flatMap(made -> loop.offLoop(() -> pin(made)));
    }

    private Done release(InterfaceUri interfaceUri) throws IOException {
        pins.release(interfaceUri);
        return Done.DONE;
    }

    private Made pin(Made made) throws IOException {
        pins.pin(made.selections().get(made.selections().root()).orElseThrow());
        return made;
    }
}
