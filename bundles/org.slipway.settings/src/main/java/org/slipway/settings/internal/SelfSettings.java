package org.slipway.settings.internal;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.slipway.api.settings.Settings.Listed;
import org.slipway.api.settings.Settings.Setting;

/** The settings in {@code injector/slipway} of Slipway's own installation. */
final class SelfSettings {
    static final String UPDATE_URI = "self_update_uri";

    private static final String DEFAULT = "https://apps.0install.net/0install/slipway.xml";
    private static final String ALLOWED = "the http(s) URI of a feed, or empty for none";

    private final SettingsFile file;

    SelfSettings(SettingsFile file) {
        this.file = file;
    }

    /** What cannot be understood counts as not set, and is told by {@link #problems}. */
    Optional<URI> updateUri() {
        String value =
                file.read().get(UPDATE_URI).filter(SelfSettings::isAllowed).orElse(DEFAULT);
        return value.isEmpty() ? Optional.empty() : Optional.of(URI.create(value));
    }

    List<String> problems() throws IOException {
        return file.problems((name, value) -> name.equals(UPDATE_URI)
                ? GlobalSettings.complaint(name, value, isAllowed(value), ALLOWED)
                : Optional.empty());
    }

    Setting setting() {
        Listed listed = file.read().get(UPDATE_URI).isPresent() ? Listed.ALWAYS : Listed.ON_REQUEST;
        return new Setting(UPDATE_URI, updateUri().map(URI::toString).orElse(""), List.of(), listed);
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    void set(String value) throws IOException {
        file.save(file.read().with(UPDATE_URI, checked(value)));
    }

    static String checked(String value) {
        if (!isAllowed(value)) throw GlobalSettings.notOne(UPDATE_URI, value, ALLOWED);
        return value;
    }

    private static boolean isAllowed(String value) {
        return value.isEmpty() || GlobalSettings.isServer(value);
    }
}
