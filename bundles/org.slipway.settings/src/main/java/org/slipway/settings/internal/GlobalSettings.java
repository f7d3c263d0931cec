package org.slipway.settings.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slipway.api.settings.Network;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;

/**
 * The settings of the container's configuration, else those in {@code injector/global}, and ours beside it; a value that
 * makes no sense counts as not set, but one of {@code auto_approve_keys} as False. Without a Configuration Admin there are only the files.
 */
@Component(configurationPid = Configured.PID)
@Designate(ocd = Configuration.class)
public final class GlobalSettings implements Settings {

    private static final String NETWORK_USE = "network_use";
    private static final String FRESHNESS = "freshness";
    private static final String HELP_WITH_TESTING = "help_with_testing";
    private static final String AUTO_APPROVE_KEYS = "auto_approve_keys";
    private static final String KEY_INFO_SERVER = "key_info_server";
    private static final String MIRROR = "mirror";
    static final List<String> BOOLEANS = List.of("False", "True");
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);

    /** How the configuration says that no server is to be asked, as nothing is how its forms leave a setting alone. */
    private static final String NONE = "none";

    private final Configured configured = new Configured();
    private final SettingsFile global;
    private final NetworkSettings network;
    private final StoreSettings store;
    private final SelfSettings self;

    @Activate
    public GlobalSettings(@Reference Places places, Map<String, Object> configuration) {
        this.global = new SettingsFile(places, "global", "global", configured);
        this.network = new NetworkSettings(new SettingsFile(places, "slipway", "network", configured));
        this.store = new StoreSettings(new SettingsFile(places, "slipway", "store", configured));
        this.self = new SelfSettings(new SettingsFile(places, "slipway", "self", configured));
        configure(configuration);
    }

    /** While others ask, who see the one or the other. */
    @Modified
    void configure(Map<String, Object> configuration) {
        configured.take(configuration, this::written, GlobalSettings::instead);
    }

    /** Who writes of the approval of keys wants it otherwise than usual, which is the less careful way; in the file too. */
    private static Optional<String> instead(String name) {
        return name.equals(AUTO_APPROVE_KEYS) ? Optional.of(write(Consent.NO)) : Optional.empty();
    }

    private String written(String name, String value) {
        if (name.equals(KEY_INFO_SERVER) || name.equals(MIRROR)) return value.equals(NONE) ? "" : server(name, value);
        if (StoreSettings.knows(name)) return StoreSettings.checked(name, value);
        if (name.equals(SelfSettings.UPDATE_URI)) return value.equals(NONE) ? "" : SelfSettings.checked(value);
        boolean seconds =
                (name.equals(FRESHNESS) || NetworkSettings.isTime(name)) && value.matches("\\d+") && !value.equals("0");
        String typed = seconds ? value + "s" : value;
        return network.knows(name) ? NetworkSettings.checked(name, typed) : checked(name, typed);
    }

    private static String server(String name, String value) {
        if (!isServer(value)) throw notOne(name, value, "an http(s) URI, or none");
        return value;
    }

    static boolean isServer(String value) {
        return value.matches("https?://.+") && isUri(value);
    }

    @Override
    public NetworkUse networkUse() {
        return global.read().get(NETWORK_USE).flatMap(NetworkUse::of).orElse(NetworkUse.FULL);
    }

    @Override
    public Duration freshness() {
        return global.read().get(FRESHNESS).flatMap(GlobalSettings::seconds).orElse(THIRTY_DAYS);
    }

    /** The reference writes whole numbers and reads any; never fresh again is 0. */
    static Optional<Duration> seconds(String text) {
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
        return global.read()
                .get(name)
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
        String value = global.read().get(name).orElse(unset);
        if (value.isEmpty()) return Optional.empty();
        try {
            return Optional.of(URI.create(value));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    @Override
    public Network network() {
        return network.read();
    }

    @Override
    public Consent optimise() {
        return store.optimise();
    }

    @Override
    public long unpackRatio() {
        return store.unpackRatio();
    }

    @Override
    public Optional<URI> selfUpdateFeed() {
        return self.updateUri();
    }

    @Override
    public List<Setting> list() {
        List<Setting> all = new ArrayList<>(List.of(
                new Setting(AUTO_APPROVE_KEYS, write(autoApproveKeys()), BOOLEANS),
                new Setting(FRESHNESS, Interval.write(freshness()), List.of()),
                new Setting(HELP_WITH_TESTING, write(helpWithTesting()), BOOLEANS),
                new Setting(
                        NETWORK_USE,
                        networkUse().text(),
                        List.of(NetworkUse.FULL.text(), NetworkUse.MINIMAL.text(), NetworkUse.OFF_LINE.text()))));
        all.addAll(network.list());
        all.addAll(store.list());
        all.add(self.setting());
        return all.stream()
                .sorted(Comparator.comparing(setting -> isOurs(setting.name()) ? "~" + setting.name() : ""))
                .toList();
    }

    @Override
    public List<String> problems() throws IOException {
        List<String> all = new ArrayList<>(global.problems(GlobalSettings::complaint));
        all.addAll(network.problems());
        all.addAll(store.problems());
        all.addAll(self.problems());
        all.addAll(configured.problems());
        return all.stream().distinct().toList();
    }

    private static Optional<String> complaint(String name, String value) {
        return switch (name) {
            case NETWORK_USE -> complaint(name, value, NetworkUse.of(value).isPresent(), "full, minimal or off-line");
            case FRESHNESS -> complaint(name, value, seconds(value).isPresent(), "a number of seconds");
            case HELP_WITH_TESTING, AUTO_APPROVE_KEYS -> yesOrNoComplaint(name, value);
            case KEY_INFO_SERVER, MIRROR -> complaint(name, value, isUri(value), "a URI, or empty");
            default -> Optional.empty();
        };
    }

    private static boolean isUri(String value) {
        try {
            URI.create(value);
            return true;
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    static Optional<String> complaint(String name, String value, boolean good, String allowed) {
        return good
                ? Optional.empty()
                : Optional.of(notOne(name, value, allowed).getMessage());
    }

    static Optional<String> yesOrNoComplaint(String name, String value) {
        boolean good = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        return complaint(name, value, good, "True or False");
    }

    static String write(Consent consent) {
        return consent == Consent.YES ? "True" : "False";
    }

    private boolean isOurs(String name) {
        return StoreSettings.knows(name) || name.equals(SelfSettings.UPDATE_URI) || network.knows(name);
    }

    @Override
    public void set(String name, String value) throws IOException {
        if (configured.get(name).isPresent())
            throw new IllegalArgumentException("'" + name + "' is set in the container's configuration "
                    + Configured.PID + ", which counts before the file: change it there");
        if (StoreSettings.knows(name)) store.set(name, value);
        else if (name.equals(SelfSettings.UPDATE_URI)) self.set(value);
        else if (network.knows(name)) network.set(name, value);
        else global.save(global.read().with(name, checked(name, value)));
    }

    private static String checked(String name, String value) {
        return switch (name) {
            case NETWORK_USE ->
                NetworkUse.of(value)
                        .map(NetworkUse::text)
                        .orElseThrow(() -> notOne(name, value, "full, minimal or off-line"));
            case FRESHNESS -> Long.toString(Interval.read(value).toSeconds());
            case HELP_WITH_TESTING, AUTO_APPROVE_KEYS -> yesOrNo(name, value);
            default -> throw new IllegalArgumentException("There is no setting '" + name + "'");
        };
    }

    static String yesOrNo(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> "True";
            case "false" -> "False";
            default -> throw notOne(name, value, "True or False");
        };
    }

    static IllegalArgumentException notOne(String name, String value, String allowed) {
        return new IllegalArgumentException("'" + value + "' is not a value of " + name + ": it must be " + allowed);
    }
}
