package org.slipway.settings.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.settings.Settings.Listed;
import org.slipway.api.settings.Settings.Setting;

/** The settings in {@code injector/slipway} of how implementations are kept. */
final class StoreSettings {
    static final String OPTIMISE = "optimise";

    private final SettingsFile file;

    StoreSettings(SettingsFile file) {
        this.file = file;
    }

    Consent optimise() {
        return file.read().get(OPTIMISE).filter("true"::equalsIgnoreCase).isPresent() ? Consent.YES : Consent.NO;
    }

    List<String> problems() throws IOException {
        return file.problems((name, value) ->
                name.equals(OPTIMISE) ? GlobalSettings.yesOrNoComplaint(name, value) : Optional.empty());
    }

    Setting setting() {
        Listed listed = file.read().get(OPTIMISE).isPresent() ? Listed.ALWAYS : Listed.ON_REQUEST;
        return new Setting(OPTIMISE, GlobalSettings.write(optimise()), GlobalSettings.BOOLEANS, listed);
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    void set(String value) throws IOException {
        file.save(file.read().with(OPTIMISE, GlobalSettings.yesOrNo(OPTIMISE, value)));
    }
}
