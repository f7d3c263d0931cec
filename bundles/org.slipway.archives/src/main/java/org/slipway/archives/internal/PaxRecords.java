package org.slipway.archives.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.archive.BadArchive;

/** What a header is too small for. Source: POSIX.1-2017, pax, "pax Extended Header". */
final class PaxRecords {
    /** Of a sparse file: offsets and lengths in turn. An old format has them as records of one name each. */
    static final String SPARSE_MAP = "GNU.sparse.map";

    private static final Pattern SECONDS = Pattern.compile("(-?)([0-9]{1,18})(?:\\.([0-9]*))?");

    static final PaxRecords NONE = new PaxRecords(Map.of(), null);

    private final Map<String, byte[]> records;
    /** Looked into, not copied: a million entries may be above as many. */
    private final PaxRecords beneath;

    private PaxRecords(Map<String, byte[]> records, PaxRecords beneath) {
        this.records = records;
        this.beneath = beneath;
    }

    /** These, and those in {@code bytes}, which win. An empty value is one, as for GNU tar, and takes none away. */
    PaxRecords with(byte[] bytes) throws BadArchive {
        if (bytes.length == 0) return this;
        Map<String, byte[]> all = new HashMap<>();
        StringBuilder sparse = new StringBuilder();
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            int space = indexOf(bytes, ' ', at);
            int end = at + length(bytes, at, space);
            if (end > bytes.length || end <= space + 1 || bytes[end - 1] != '\n') throw malformed();
            int equals = indexOf(bytes, '=', space + 1);
            if (equals >= end) throw malformed();
            String key = new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            byte[] value = Arrays.copyOfRange(bytes, equals + 1, end - 1);
            if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes"))
                sparse.append(sparse.isEmpty() ? "" : ",").append(new String(value, StandardCharsets.ISO_8859_1));
            all.put(key, value);
            at = end;
        }
        if (!sparse.isEmpty()) all.put(SPARSE_MAP, sparse.toString().getBytes(StandardCharsets.ISO_8859_1));
        return new PaxRecords(all, this);
    }

    private static int indexOf(byte[] bytes, char wanted, int from) throws BadArchive {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == wanted) return i;
        throw malformed();
    }

    private static int length(byte[] bytes, int from, int to) throws BadArchive {
        int length = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || i - from > 7) throw malformed();
            length = length * 10 + bytes[i] - '0';
        }
        return length;
    }

    Optional<String> text(String key) throws BadArchive {
        byte[] value = value(key);
        return value == null ? Optional.empty() : Optional.of(Names.utf8(value));
    }

    private byte[] value(String key) {
        byte[] value = records.get(key);
        return value != null || beneath == null ? value : beneath.value(key);
    }

    Optional<Long> number(String key) throws BadArchive {
        Optional<String> text = text(key);
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(whole(text.get()));
    }

    static long whole(String digits) throws BadArchive {
        if (!digits.matches("[0-9]{1,18}")) throw malformed();
        return Long.parseLong(digits);
    }

    /** Without their fraction, as a manifest has them. */
    Optional<Long> seconds(String key) throws BadArchive {
        Optional<String> text = text(key);
        if (text.isEmpty()) return Optional.empty();
        Matcher seconds = SECONDS.matcher(text.get());
        if (!seconds.matches()) throw malformed();
        return Optional.of(Long.parseLong(seconds.group(1) + seconds.group(2)));
    }

    private static BadArchive malformed() {
        return new BadArchive("The archive is damaged: an extended header is malformed");
    }
}
