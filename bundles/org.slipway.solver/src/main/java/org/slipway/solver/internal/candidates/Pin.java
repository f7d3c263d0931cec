package org.slipway.solver.internal.candidates;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Exactly one implementation, written {@code FEED/ID} with the id in the reference's UNDERSCORE form. */
record Pin(String feed, String id) {

    private static final Pattern ESCAPED = Pattern.compile("_([0-9a-fA-F]*)_");

    static Pin of(String text) {
        int slash = text.lastIndexOf('/');
        return new Pin(text.substring(0, Math.max(slash, 0)), unescape(text.substring(slash + 1)));
    }

    /** Each escape stands for a byte, so the text is taken apart and put together as bytes. */
    private static String unescape(String escaped) {
        String bytes = new String(escaped.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Matcher code = ESCAPED.matcher(bytes);
        String plain = code.replaceAll(m -> Matcher.quoteReplacement(unescapeOne(m.group(1))));
        return new String(plain.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String unescapeOne(String hex) {
        if (hex.isEmpty()) return "/";
        String digits = hex.length() > 2 ? hex.substring(hex.length() - 2) : hex;
        return String.valueOf((char) Integer.parseInt(digits, 16));
    }

    Restriction restriction() {
        return new Restriction(
                c -> c.id().equals(id) && c.implementation().feed().text().equals(feed),
                "feed=\"" + feed + "\", impl=\"" + id + "\"");
    }
}
