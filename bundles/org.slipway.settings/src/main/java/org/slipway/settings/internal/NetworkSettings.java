package org.slipway.settings.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.slipway.api.settings.Network;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.settings.Settings.Listed;
import org.slipway.api.settings.Settings.Setting;

/** The settings in {@code injector/slipway} of how servers are dealt with. Times are kept in seconds. */
final class NetworkSettings {
    private static final String CERTIFICATES = "certificates";
    private static final String CONNECT_WITHIN = "connect_within";
    private static final String DOWNGRADE = "downgrade";
    private static final String KEEP_INTERRUPTED = "keep_interrupted";
    private static final String RETRIES = "retries";
    private static final String SLOW_AFTER = "slow_after";
    private static final String STALL_AFTER = "stall_after";
    private static final String STALL_BYTES = "stall_bytes";
    private static final String TRANSFERS_PER_SITE = "transfers_per_site";

    private static final Map<String, Range> NUMBERS = Map.of(
            RETRIES, new Range(0, 100),
            STALL_BYTES, new Range(0, Integer.MAX_VALUE),
            TRANSFERS_PER_SITE, new Range(1, 100));

    private static final Duration TEN_YEARS = Duration.ofDays(3650);
    private static final Map<String, Range> TIMES = Map.of(
            CONNECT_WITHIN, new Range(1, TEN_YEARS.toSeconds()),
            KEEP_INTERRUPTED, new Range(0, TEN_YEARS.toSeconds()),
            SLOW_AFTER, new Range(0, TEN_YEARS.toSeconds()),
            STALL_AFTER, new Range(1, TEN_YEARS.toSeconds()));

    record Range(long least, long most) {
        boolean has(long number) {
            return number >= least && number <= most;
        }

        @Override
        public String toString() {
            return "a number from " + least + " to " + most;
        }
    }

    private final SettingsFile file;

    NetworkSettings(SettingsFile file) {
        this.file = file;
    }

    Network read() {
        Ini ini = file.read();
        Network unset = Network.DEFAULT;
        return new Network(
                (int) number(ini, TRANSFERS_PER_SITE, unset.transfersPerSite()),
                time(ini, SLOW_AFTER, unset.slowAfter()),
                time(ini, CONNECT_WITHIN, unset.connectWithin()),
                time(ini, STALL_AFTER, unset.stallAfter()),
                number(ini, STALL_BYTES, unset.stallBytes()),
                (int) number(ini, RETRIES, unset.retries()),
                ini.get(DOWNGRADE).filter("true"::equalsIgnoreCase).isPresent() ? Consent.YES : unset.downgrade(),
                ini.get(CERTIFICATES)
                        .filter(path -> !path.isEmpty())
                        .flatMap(NetworkSettings::path)
                        .or(unset::certificates),
                time(ini, KEEP_INTERRUPTED, unset.keepInterrupted()));
    }

    private static long number(Ini ini, String name, long unset) {
        return ini.get(name).map(text -> within(NUMBERS.get(name), text)).stream()
                .flatMapToLong(OptionalLong::stream)
                .findFirst()
                .orElse(unset);
    }

    private static Duration time(Ini ini, String name, Duration unset) {
        return ini.get(name)
                .flatMap(GlobalSettings::seconds)
                .filter(time -> TIMES.get(name).has(time.toSeconds()))
                .orElse(unset);
    }

    static OptionalLong within(Range range, String text) {
        try {
            long number = Long.parseLong(text);
            return range.has(number) ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException nonsense) {
            return OptionalLong.empty();
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException nonsense) {
            return Optional.empty();
        }
    }

    List<String> problems() throws IOException {
        return file.problems((name, value) -> {
            if (name.equals(DOWNGRADE)) return GlobalSettings.yesOrNoComplaint(name, value);
            Range number = NUMBERS.get(name);
            if (number != null)
                return GlobalSettings.complaint(
                        name, value, within(number, value).isPresent(), number.toString());
            Range time = TIMES.get(name);
            if (time == null) return Optional.empty();
            boolean good = GlobalSettings.seconds(value)
                    .filter(duration -> time.has(duration.toSeconds()))
                    .isPresent();
            return GlobalSettings.complaint(name, value, good, "seconds, " + time);
        });
    }

    /** In the order of their names. */
    List<Setting> list() {
        Ini ini = file.read();
        return values(read()).entrySet().stream()
                .map(entry -> new Setting(
                        entry.getKey(),
                        entry.getValue(),
                        entry.getKey().equals(DOWNGRADE) ? GlobalSettings.BOOLEANS : List.of(),
                        ini.get(entry.getKey()).isPresent() ? Listed.ALWAYS : Listed.ON_REQUEST))
                .toList();
    }

    private static Map<String, String> values(Network network) {
        return new TreeMap<>(Map.of(
                CERTIFICATES, network.certificates().map(Path::toString).orElse(""),
                CONNECT_WITHIN, Interval.write(network.connectWithin()),
                DOWNGRADE, GlobalSettings.write(network.downgrade()),
                KEEP_INTERRUPTED, Interval.write(network.keepInterrupted()),
                RETRIES, Integer.toString(network.retries()),
                SLOW_AFTER, Interval.write(network.slowAfter()),
                STALL_AFTER, Interval.write(network.stallAfter()),
                STALL_BYTES, Long.toString(network.stallBytes()),
                TRANSFERS_PER_SITE, Integer.toString(network.transfersPerSite())));
    }

    static boolean isTime(String name) {
        return TIMES.containsKey(name);
    }

    boolean knows(String name) {
        return values(Network.DEFAULT).containsKey(name);
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    void set(String name, String value) throws IOException {
        file.save(file.read().with(name, checked(name, value)));
    }

    static String checked(String name, String value) {
        if (name.equals(DOWNGRADE)) return GlobalSettings.yesOrNo(name, value);
        if (name.equals(CERTIFICATES))
            return value.isEmpty() ? "" : readable(name, value).toString();
        Range range = NUMBERS.get(name);
        if (range != null) {
            if (within(range, value).isEmpty()) throw GlobalSettings.notOne(name, value, range.toString());
            return value;
        }
        long seconds = Interval.read(value).toSeconds();
        if (!TIMES.get(name).has(seconds)) throw GlobalSettings.notOne(name, value, "from 1s to 3650d");
        return Long.toString(seconds);
    }

    private static Path readable(String name, String value) {
        return path(value)
                .map(Path::toAbsolutePath)
                .filter(Files::isReadable)
                .filter(Files::isRegularFile)
                .orElseThrow(() -> GlobalSettings.notOne(name, value, "a file that can be read, or empty"));
    }
}
