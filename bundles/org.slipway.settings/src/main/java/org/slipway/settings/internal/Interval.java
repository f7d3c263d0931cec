package org.slipway.settings.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** A time as users write it: a number and {@code s}, {@code m}, {@code h} or {@code d}; or {@code 0}. */
final class Interval {
    private Interval() {}

    static Duration read(String text) {
        if (text.equals("0")) return Duration.ZERO;
        if (text.length() < 2) throw bad(text);
        long unit =
                switch (text.charAt(text.length() - 1)) {
                    case 's' -> 1;
                    case 'm' -> 60;
                    case 'h' -> 60 * 60;
                    case 'd' -> 24 * 60 * 60;
                    default -> throw bad(text);
                };
        try {
            BigDecimal seconds =
                    new BigDecimal(text.substring(0, text.length() - 1)).multiply(BigDecimal.valueOf(unit));
            if (seconds.signum() < 0) throw bad(text);
            return Duration.ofSeconds(seconds.setScale(0, RoundingMode.DOWN).longValueExact());
        } catch (ArithmeticException | NumberFormatException notANumber) {
            throw bad(text);
        }
    }

    static String write(Duration interval) {
        BigDecimal value = BigDecimal.valueOf(interval.toSeconds());
        String unit = "s";
        if (value.compareTo(BigDecimal.valueOf(60)) >= 0) {
            value = divide(value, 60);
            unit = "m";
            if (value.compareTo(BigDecimal.valueOf(60)) >= 0) {
                value = divide(value, 60);
                unit = "h";
                if (value.compareTo(BigDecimal.valueOf(24)) >= 0) {
                    value = divide(value, 24);
                    unit = "d";
                }
            }
        }
        return value.stripTrailingZeros().toPlainString() + unit;
    }

    private static BigDecimal divide(BigDecimal value, long by) {
        return value.divide(BigDecimal.valueOf(by), 10, RoundingMode.HALF_UP);
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a time: write a number and s, m, h or d, such as 30d, or 0");
    }
}
