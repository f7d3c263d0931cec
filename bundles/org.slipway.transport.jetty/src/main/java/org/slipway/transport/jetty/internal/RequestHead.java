package org.slipway.transport.jetty.internal;

import java.util.Optional;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Validators;

/** What a server is asked for, as header lines. */
final class RequestHead {

    private static final int LONGEST_VALIDATOR = 1024;

    private RequestHead() {}

    static void write(Leg leg, HttpFields.Mutable fields) {
        DownloadRequest request = leg.request();
        for (Credentials.Line line : leg.credentials().lines()) fields.add(line.name(), line.value());
        if (!fields.contains(HttpHeader.ACCEPT)) fields.put(HttpHeader.ACCEPT, "*/*");
        fields.put(HttpHeader.ACCEPT_ENCODING, "identity");
        known(request.validators().etag()).ifPresent(etag -> fields.put(HttpHeader.IF_NONE_MATCH, etag));
        known(request.validators().lastModified()).ifPresent(time -> fields.put(HttpHeader.IF_MODIFIED_SINCE, time));
        Beginning beginning = request.resume();
        long from = request.skip() + beginning.length();
        if (from > 0) fields.put(HttpHeader.RANGE, "bytes=" + from + "-");
        if (beginning.length() > 0)
            ifRange(beginning.validators()).ifPresent(state -> fields.put(HttpHeader.IF_RANGE, state));
    }

    /** Whether something may be sent back to a server. */
    static boolean isValidator(String value) {
        return value.length() <= LONGEST_VALIDATOR && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** A weak one may stand for other bytes; one of time is known only if it is strong. */
    private static Optional<String> ifRange(Validators validators) {
        return known(validators.etag())
                .filter(etag -> etag.startsWith("\""))
                .or(() -> known(validators.lastModified()));
    }

    private static Optional<String> known(Optional<String> validator) {
        return validator.filter(RequestHead::isValidator);
    }
}
