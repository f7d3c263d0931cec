package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one request of HTTP/1.1, of the few forms that our page sends. What a browser does not send is refused, so there is
 * nothing that two readers could understand in two ways: no chunks, no folded lines, no header twice.
 */
final class RequestReader {
    static final int LONGEST_HEAD = 32 << 10;
    static final int LONGEST_BODY = 16 << 10;

    private static final Pattern REQUEST =
            Pattern.compile("([A-Z]{1,10}) (/[!-~&&[^?#]]*)(?:\\?([!-~&&[^#]]*))? HTTP/1\\.1");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

    private final InputStream source;

    RequestReader(InputStream source) {
        this.source = source;
    }

    Request read() throws IOException {
        String[] lines = head().split("\r\n", -1);
        Matcher request = REQUEST.matcher(lines[0]);
        if (!request.matches()) throw new BadRequest(400, "not a request");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) header(lines[i], headers);
        if (headers.containsKey("transfer-encoding")) throw new BadRequest(400, "in chunks");
        String query = request.group(3) == null ? "" : request.group(3);
        return new Request(request.group(1), request.group(2), query, headers, body(headers));
    }

    private static void header(String line, Map<String, String> headers) throws BadRequest {
        int colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) throw new BadRequest(400, "not a header");
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        if (headers.put(name, value(line, colon + 1)) != null) throw new BadRequest(400, "a header twice");
    }

    /** Looks at each character once, whatever it is: this is done for everybody. */
    private static String value(String line, int from) throws BadRequest {
        int begin = line.length();
        int end = from;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean blank = c == ' ' || c == '\t';
            if (!blank && (c < ' ' || c == 0x7f)) throw new BadRequest(400, "not a header");
            if (blank) continue;
            begin = Math.min(begin, i);
            end = i + 1;
        }
        return begin < end ? line.substring(begin, end) : "";
    }

    /** Without the empty line at its end, and not a byte more is read. */
    private String head() throws IOException {
        byte[] head = new byte[LONGEST_HEAD];
        int length = 0;
        while (!endsHead(head, length)) {
            if (length == head.length) throw new BadRequest(431, "too long");
            if (source.read(head, length, 1) < 0) throw new BadRequest(400, "cut off");
            length++;
        }
        return new String(head, 0, length - 4, ISO_8859_1);
    }

    private static boolean endsHead(byte[] head, int length) {
        return length >= 4
                && head[length - 4] == '\r'
                && head[length - 3] == '\n'
                && head[length - 2] == '\r'
                && head[length - 1] == '\n';
    }

    private String body(Map<String, String> headers) throws IOException {
        String announced = headers.getOrDefault("content-length", "0");
        if (!LENGTH.matcher(announced).matches()) throw new BadRequest(400, "not a length");
        int length = Integer.parseInt(announced);
        if (length > LONGEST_BODY) throw new BadRequest(413, "too long");
        byte[] body = new byte[length];
        for (int at = 0; at < length; ) {
            int read = source.read(body, at, length - at);
            if (read < 0) throw new BadRequest(400, "cut off");
            at += read;
        }
        return new String(body, UTF_8);
    }
}
