package org.slipway.settings.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.settings.Settings.Listed;
import org.slipway.api.settings.Settings.Setting;
import org.slipway.settings.internal.NetworkSettings.Range;

/** The settings in {@code injector/slipway} of how implementations are kept. */
final class StoreSettings {
    private static final String OPTIMISE = "optimise";
    private static final String UNPACK_RATIO = "unpack_ratio";
    private static final Range RATIOS = new Range(1, 1_000_000);
    private static final long USUAL_RATIO = 100;

    private final SettingsFile file;

    StoreSettings(SettingsFile file) {
        this.file = file;
    }

    static boolean knows(String name) {
        return name.equals(OPTIMISE) || name.equals(UNPACK_RATIO);
    }

    Consent optimise() {
        return file.read().get(OPTIMISE).filter("true"::equalsIgnoreCase).isPresent() ? Consent.YES : Consent.NO;
    }

    long unpackRatio() {
        return file.read()
                .get(UNPACK_RATIO)
                .map(value -> NetworkSettings.within(RATIOS, value).orElse(USUAL_RATIO))
                .orElse(USUAL_RATIO);
    }

    List<String> problems() throws IOException {
        return file.problems((name, value) -> switch (name) {
            case OPTIMISE -> GlobalSettings.yesOrNoComplaint(name, value);
            case UNPACK_RATIO -> {
                boolean good = NetworkSettings.within(RATIOS, value).isPresent();
                yield GlobalSettings.complaint(name, value, good, RATIOS.toString());
            }
            default -> Optional.empty();
        });
    }

    List<Setting> list() {
        return List.of(
                setting(OPTIMISE, GlobalSettings.write(optimise()), GlobalSettings.BOOLEANS),
                setting(UNPACK_RATIO, Long.toString(unpackRatio()), List.of()));
    }

    private Setting setting(String name, String value, List<String> values) {
        Listed listed = file.read().get(name).isPresent() ? Listed.ALWAYS : Listed.ON_REQUEST;
        return new Setting(name, value, values, listed);
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    void set(String name, String value) throws IOException {
        file.save(file.read().with(name, checked(name, value)));
    }

    static String checked(String name, String value) {
        if (name.equals(OPTIMISE)) return GlobalSettings.yesOrNo(name, value);
        if (NetworkSettings.within(RATIOS, value).isEmpty())
            throw GlobalSettings.notOne(name, value, RATIOS.toString());
        return value;
    }
}
