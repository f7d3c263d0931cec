package org.slipway.settings.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Network;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;

/** The settings in {@code injector/global}; a value that makes no sense counts as not set. */
@Component
public final class GlobalSettings implements Settings {

    private static final String FILE = "injector/global";
    private static final String NETWORK_USE = "network_use";
    private static final String FRESHNESS = "freshness";
    private static final String HELP_WITH_TESTING = "help_with_testing";
    private static final String AUTO_APPROVE_KEYS = "auto_approve_keys";
    private static final String KEY_INFO_SERVER = "key_info_server";
    private static final String MIRROR = "mirror";
    private static final List<String> BOOLEANS = List.of("False", "True");
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);

    private final Places places;

    @Activate
    public GlobalSettings(@Reference Places places) {
        this.places = places;
    }

    @Override
    public NetworkUse networkUse() {
        return read().get(NETWORK_USE).flatMap(NetworkUse::of).orElse(NetworkUse.FULL);
    }

    @Override
    public Duration freshness() {
        return read().get(FRESHNESS).flatMap(GlobalSettings::seconds).orElse(THIRTY_DAYS);
    }

    /** The reference writes whole numbers and reads any; never fresh again is 0. */
    private static Optional<Duration> seconds(String text) {
        try {
            long seconds = new BigDecimal(text).longValue();
            return Optional.of(seconds <= 0 ? Duration.ZERO : Duration.ofSeconds(seconds));
        } catch (NumberFormatException nonsense) {
            return Optional.empty();
        }
    }

    @Override
    public Consent helpWithTesting() {
        return consent(HELP_WITH_TESTING, Consent.NO);
    }

    @Override
    public Consent autoApproveKeys() {
        return consent(AUTO_APPROVE_KEYS, Consent.YES);
    }

    private Consent consent(String name, Consent unset) {
        return read().get(name)
                .map(value -> value.equalsIgnoreCase("true") ? Consent.YES : Consent.NO)
                .orElse(unset);
    }

    @Override
    public Optional<URI> keyInfoServer() {
        return uri(KEY_INFO_SERVER, "https://keylookup.0install.net");
    }

    @Override
    public Optional<URI> mirror() {
        return uri(MIRROR, "http://roscidus.com/0mirror");
    }

    private Optional<URI> uri(String name, String unset) {
        String value = read().get(name).orElse(unset);
        if (value.isEmpty()) return Optional.empty();
        try {
            return Optional.of(URI.create(value));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    @Override
    public Network network() {
        return Network.DEFAULT;
    }

    @Override
    public List<Setting> list() {
        return List.of(
                new Setting(AUTO_APPROVE_KEYS, write(autoApproveKeys()), BOOLEANS),
                new Setting(FRESHNESS, Interval.write(freshness()), List.of()),
                new Setting(HELP_WITH_TESTING, write(helpWithTesting()), BOOLEANS),
                new Setting(
                        NETWORK_USE,
                        networkUse().text(),
                        List.of(NetworkUse.FULL.text(), NetworkUse.MINIMAL.text(), NetworkUse.OFF_LINE.text())));
    }

    private static String write(Consent consent) {
        return consent == Consent.YES ? "True" : "False";
    }

    @Override
    public void set(String name, String value) throws IOException {
        save(read().with(name, checked(name, value)));
    }

    private static String checked(String name, String value) {
        return switch (name) {
            case NETWORK_USE ->
                NetworkUse.of(value)
                        .map(NetworkUse::text)
                        .orElseThrow(() -> notOne(name, value, "full, minimal or off-line"));
            case FRESHNESS -> Long.toString(Interval.read(value).toSeconds());
            case HELP_WITH_TESTING, AUTO_APPROVE_KEYS ->
                switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> "True";
                    case "false" -> "False";
                    default -> throw notOne(name, value, "True or False");
                };
            default -> throw new IllegalArgumentException("There is no setting '" + name + "'");
        };
    }

    private static IllegalArgumentException notOne(String name, String value, String allowed) {
        return new IllegalArgumentException("'" + value + "' is not a value of " + name + ": it must be " + allowed);
    }

    private Ini read() {
        for (Path config : places.configs()) {
            Path file = config.resolve(FILE);
            if (!Files.isRegularFile(file)) continue;
            try {
                return new Ini(Files.readAllLines(file));
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException("The settings in " + file + " cannot be read", unreadable);
            }
        }
        return new Ini(List.of());
    }

    private void save(Ini ini) throws IOException {
        Path file = places.config().resolve(FILE);
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), "global-", ".new");
        try {
            Files.write(temporary, ini.lines());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
