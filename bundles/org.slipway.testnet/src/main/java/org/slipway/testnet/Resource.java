package org.slipway.testnet;

import static java.util.Locale.ROOT;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is at a path, and how it is served well: with validators, conditions and one range.
 *
 * @param edition another one has other validators, even if the bytes are the same
 */
record Resource(byte[] body, int edition) {
    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", ROOT);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    /**
     * An answer.
     *
     * @param from the place of its first byte in the resource
     */
    record Answer(int status, Map<String, String> headers, byte[] body, int from) {}

    String etag() {
        return "\"" + Integer.toHexString(Arrays.hashCode(body)) + "-" + edition + "\"";
    }

    String modified() {
        return HTTP_DATE.format(FIRST.plusSeconds(3600L * edition).atOffset(ZoneOffset.UTC));
    }

    private Map<String, String> validators() {
        return Map.of("ETag", etag(), "Last-Modified", modified(), "Accept-Ranges", "bytes");
    }

    Answer whole() {
        return new Answer(200, validators(), body.clone(), 0);
    }

    /** @param asked the request's headers, names in lower case */
    Answer answer(Map<String, String> asked) {
        if (unmodified(asked)) return new Answer(304, validators(), new byte[0], 0);
        Matcher range = RANGE.matcher(asked.getOrDefault("range", ""));
        String condition = asked.getOrDefault("if-range", etag());
        boolean same = condition.equals(etag()) || condition.equals(modified());
        return range.matches() && same ? rest(Integer.parseInt(range.group(1))) : whole();
    }

    private boolean unmodified(Map<String, String> asked) {
        String tag = asked.get("if-none-match");
        return tag == null ? modified().equals(asked.get("if-modified-since")) : tag.equals(etag());
    }

    private Answer rest(int from) {
        Map<String, String> headers = new HashMap<>(validators());
        if (from >= body.length) {
            headers.put("Content-Range", "bytes */" + body.length);
            return new Answer(416, headers, new byte[0], body.length);
        }
        headers.put("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
        return new Answer(206, headers, Arrays.copyOfRange(body, from, body.length), from);
    }
}
