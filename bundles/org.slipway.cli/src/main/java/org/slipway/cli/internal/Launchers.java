package org.slipway.cli.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.launch.Execution;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.LaunchPlan;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Provider.Question;
import org.slipway.async.Providers;
import org.slipway.model.selections.Selections;

/** All launchers there are. The highest ranking is asked, and the next if it is defective. */
@Component(service = Launchers.class)
public final class Launchers {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<Map.Entry<Map<String, Object>, Launcher>> launchers = List.of();

    private final Providers<Launcher> providers;

    @Activate
    public Launchers(@Reference Loop loop, @Reference Console console) {
        this.providers = new Providers<>(loop, "launcher", () -> launchers, console::warn);
    }

    /** Off the loop. */
    LaunchPlan plan(Selections selections, LaunchOptions options) throws Complaint, IOException {
        return ask(launcher -> launcher.plan(selections, options));
    }

    /** Off the loop. */
    Execution execution(Selections selections, LaunchOptions options, List<String> arguments)
            throws Complaint, IOException {
        return ask(launcher -> launcher.execution(selections, options, arguments));
    }

    private <T> T ask(Question<Launcher, T> question) throws Complaint, IOException {
        String failure = "Nobody is there to launch programs";
        for (Provider<Launcher> launcher : providers.inTurn()) {
            try {
                return launcher.ask(LONGEST, question);
            } catch (Unlaunchable impossible) {
                throw new Complaint(impossible.getMessage(), Status.UNLAUNCHABLE);
            } catch (IOException unreadable) {
                throw unreadable;
            } catch (Provider.Defect defect) {
                failure = defect.getMessage();
            } catch (Exception unexpected) {
                failure = launcher.isBroken(unexpected.toString()).getMessage();
            }
        }
        throw new Complaint(failure);
    }
}
