package org.slipway.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A version: dotted lists of 64-bit numbers joined by modifiers, totally ordered: {@code -pre} before nothing,
 * {@code -rc} between them, {@code -} and {@code -post} after. Source: feed specification, "Versions".
 */
public final class Version implements Comparable<Version> {

    private enum Modifier {
        PRE("-pre"),
        RC("-rc"),
        DASH("-"),
        POST("-post");

        final String text;

        Modifier(String text) {
            this.text = text;
        }
    }

    /** A version that ends with a number ends with the modifier {@code DASH}, which is then not written. */
    private record Part(List<Long> numbers, Modifier modifier) {}

    private final String text;
    private final List<Part> parts;

    private Version(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException with a sentence for the user if {@code text} is no version */
    public static Version of(String text) {
        return new Parser(text).version();
    }

    /** The same version up to its first modifier, for ranking: {@code 1.2-rc1} gives {@code 1.2}. */
    public Version withoutModifiers() {
        if (parts.size() == 1 && parts.get(0).modifier == Modifier.DASH) return this;
        List<Long> numbers = parts.get(0).numbers;
        return new Version(dotted(numbers), List.of(new Part(numbers, Modifier.DASH)));
    }

    @Override
    public int compareTo(Version other) {
        int shared = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < shared; i++) {
            int numbers = compare(parts.get(i).numbers, other.parts.get(i).numbers);
            if (numbers != 0) return numbers;
            int modifier = parts.get(i).modifier.compareTo(other.parts.get(i).modifier);
            if (modifier != 0) return modifier;
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    private static int compare(List<Long> a, List<Long> b) {
        int shared = Math.min(a.size(), b.size());
        for (int i = 0; i < shared; i++) {
            int c = Long.compare(a.get(i), b.get(i));
            if (c != 0) return c;
        }
        return Integer.compare(a.size(), b.size());
    }

    private static String dotted(List<Long> numbers) {
        StringBuilder out = new StringBuilder();
        for (Long number : numbers) out.append(out.isEmpty() ? "" : ".").append(number);
        return out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version v && parts.equals(v.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** Reads {@code NUMBERS (MODIFIER NUMBERS?)*}, where the last part may lack its numbers. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Version version() {
            if (text.isEmpty()) throw bad("it is empty");
            List<Part> parts = new ArrayList<>();
            do {
                List<Long> numbers = numbers(parts.isEmpty());
                parts.add(new Part(numbers, modifier()));
            } while (at < text.length());
            return new Version(text, List.copyOf(parts));
        }

        private List<Long> numbers(boolean first) {
            List<Long> numbers = new ArrayList<>();
            if (!first && at < text.length() && text.charAt(at) == '-') return numbers;
            numbers.add(number());
            while (at < text.length() && text.charAt(at) == '.') {
                at++;
                numbers.add(number());
            }
            return List.copyOf(numbers);
        }

        private long number() {
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
            if (start == at) throw bad("a number is expected at position " + (start + 1));
            try {
                return Long.parseLong(text.substring(start, at));
            } catch (NumberFormatException tooLarge) {
                throw bad("'" + text.substring(start, at) + "' is larger than 64 bits");
            }
        }

        private Modifier modifier() {
            if (at == text.length()) return Modifier.DASH;
            if (text.charAt(at) != '-') throw bad("'" + text.charAt(at) + "' at position " + (at + 1));
            for (Modifier named : List.of(Modifier.POST, Modifier.PRE, Modifier.RC)) {
                if (text.startsWith(named.text, at)) {
                    at += named.text.length();
                    return named;
                }
            }
            at++;
            if (at == text.length()) throw bad("it ends with a dash");
            return Modifier.DASH;
        }

        private IllegalArgumentException bad(String why) {
            return new IllegalArgumentException("'" + text + "' is not a version: " + why);
        }
    }
}
