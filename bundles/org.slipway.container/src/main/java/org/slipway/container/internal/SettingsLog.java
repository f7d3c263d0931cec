package org.slipway.container.internal;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.slipway.api.settings.Settings;

/** Tells the container's log what cannot be understood of the settings: at the start, and whenever they are configured. */
@Component(service = SettingsLog.class, immediate = true)
public final class SettingsLog {
    private final Logger log;

    @Activate
    public SettingsLog(
            @Reference LoggerFactory factory, @Reference(target = "(package=org.osgi.service.log)") Present logging) {
        this.log = factory.getLogger("org.slipway");
    }

    /** Settings that are configured anew have other properties then. */
    @Reference(updated = "look")
    void look(Settings settings) {
        try {
            for (String problem : settings.problems()) log.warn("{}", Shown.text(problem));
        } catch (IOException | UncheckedIOException unreadable) {
            log.warn("{}", Shown.text(unreadable.getMessage()));
        }
    }
}
