package org.slipway.apps.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.Standing;
import org.slipway.api.app.Wanted;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.settings.Settings;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.selections.Selections;

/** Whether an application can run as it is. Source: selections specification, "Checking for updates". */
record Check(Loop loop, Driver driver, Settings settings, Inputs inputs) {

    /** @param usable whether all that was selected is here */
    private record State(Selections selections, boolean usable, boolean changed) {}

    Promise<Standing> of(AppDirectory app, Switch scope) {
        return loop.offLoop(() -> state(app)).flatMap(state -> {
            if (state.isEmpty()) return loop.offLoop(() -> unusable(app));
            if (state.get().usable() && !state.get().changed())
                return loop.offLoop(() -> standing(app, state.get().selections(), false));
            return chooseAgain(app, state.get(), scope);
        });
    }

    private Optional<State> state(AppDirectory app) throws BadApp, IOException {
        Optional<Selections> saved = app.selections();
        if (saved.isEmpty()) return Optional.empty();
        boolean usable = driver.missing(saved.get()).nothing();
        return Optional.of(new State(saved.get(), usable, inputs.haveChangedSince(app.lastSolve(), saved.get())));
    }

    private static Standing unusable(AppDirectory app) throws BadApp, IOException {
        return new Standing.Unusable(app.wanted());
    }

    private Promise<Standing> chooseAgain(AppDirectory app, State state, Switch scope) {
        return loop.offLoop(app::wanted)
                .flatMap(wanted -> driver.select(request(wanted), scope))
                .flatMap(result -> loop.offLoop(() -> take(app, state, result)));
    }

    private static DriverRequest request(Wanted wanted) {
        return new DriverRequest(wanted.requirements(), Refresh.NONE, Optional.empty(), Goal.RUN);
    }

    private Standing take(AppDirectory app, State state, Result result) throws BadApp, IOException {
        boolean better = result instanceof Result.Ready ready
                && driver.missing(ready.selections()).nothing();
        if (!better && !state.usable()) {
            app.forgetSolve();
            return unusable(app);
        }
        Selections now = better ? ((Result.Ready) result).selections() : state.selections();
        note(app, state.selections(), now);
        return standing(app, now, !better);
    }

    /** What cannot be noted will only be found out again. */
    private static void note(AppDirectory app, Selections before, Selections now) {
        try {
            if (!before.isSameAs(now)) app.save(now);
            app.solved();
        } catch (IOException readOnly) {
            return;
        }
    }

    private Standing standing(AppDirectory app, Selections selections, boolean wanting) throws IOException {
        return (wanting || isStale(app)) && app.mayLook(loop.clock().instant())
                ? new Standing.Due(selections)
                : new Standing.Current(selections);
    }

    private boolean isStale(AppDirectory app) throws IOException {
        Duration freshness = settings.freshness();
        if (freshness.isZero()) return false;
        Instant checked = app.lastChecked().orElse(Instant.EPOCH);
        return !checked.plus(freshness).isAfter(loop.clock().instant());
    }
}
