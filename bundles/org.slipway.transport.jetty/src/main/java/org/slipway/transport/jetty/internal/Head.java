package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Validators;

/** What the head of an answer says about the body to come. */
final class Head {

    private static final int MOST_SHOWN = 200;
    private static final int LONGEST_VALIDATOR = 1024;

    private final DownloadRequest request;
    private final URI uri;
    private final int status;
    private final String statusLine;
    private final HttpFields fields;

    Head(DownloadRequest request, URI uri, Response response) {
        this.request = request;
        this.uri = uri;
        this.status = response.getStatus();
        this.statusLine = Text.shortened(
                (status + " " + Optional.ofNullable(response.getReason()).orElse("")).strip(), MOST_SHOWN);
        this.fields = response.getHeaders();
    }

    /** The end, if the body is not wanted. */
    Optional<Reply> verdict() {
        return switch (status) {
            case 200 -> coding().or(this::length);
            case 206 -> coding().or(this::range).or(this::length);
            case 301, 302, 303, 307, 308 -> Optional.of(redirect());
            case 304 -> Optional.of(unmodified());
            case 404, 410 -> problem(Kind.NOT_FOUND, statusLine);
            case 416 -> request.skip() > 0 ? problem(Kind.TOO_SHORT, "0 of " + wanted()) : otherStatus();
            default -> otherStatus();
        };
    }

    /** So many bytes of the body come before the wanted ones. */
    long discard() {
        return status == 206 ? 0 : request.skip();
    }

    /** How many bytes the body will have, if the server says so. */
    OptionalLong announced() {
        long length = fields.getLongField(HttpHeader.CONTENT_LENGTH);
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    Validators validators() {
        return new Validators(validator(HttpHeader.ETAG), validator(HttpHeader.LAST_MODIFIED));
    }

    /** Whether something may be sent back to a server. */
    static boolean isValidator(String value) {
        return value.length() <= LONGEST_VALIDATOR && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private Optional<String> validator(HttpHeader header) {
        return Optional.ofNullable(fields.get(header)).filter(Head::isValidator);
    }

    private Reply redirect() {
        List<String> locations = fields.getFields(HttpHeader.LOCATION).stream()
                .map(HttpField::getValue)
                .distinct()
                .toList();
        if (locations.size() == 1 && locations.get(0) != null) return new Reply.Redirected(locations.get(0));
        String which = locations.size() > 1 ? "several places" : "nowhere";
        return Reply.failed(new NetworkProblem(uri, Kind.BAD_REDIRECT, statusLine + " to " + which));
    }

    private Reply unmodified() {
        return request.validators().equals(Validators.NONE)
                ? Reply.failed(new NetworkProblem(uri, Kind.STATUS, statusLine))
                : new Reply.Ended(new Download.Unmodified());
    }

    private Optional<Reply> coding() {
        String content = coding(HttpHeader.CONTENT_ENCODING, "identity");
        if (!content.isEmpty()) return problem(Kind.PROTOCOL, "Content-Encoding: " + content);
        String transfer = coding(HttpHeader.TRANSFER_ENCODING, "chunked");
        if (!transfer.isEmpty()) return problem(Kind.PROTOCOL, "Transfer-Encoding: " + transfer);
        return Optional.empty();
    }

    private String coding(HttpHeader header, String harmless) {
        List<String> codings = fields.getCSV(header, false);
        return codings.stream().allMatch(harmless::equalsIgnoreCase)
                ? ""
                : Text.shortened(String.join(", ", codings), MOST_SHOWN);
    }

    private Optional<Reply> range() {
        String range = Optional.ofNullable(fields.get(HttpHeader.CONTENT_RANGE)).orElse("");
        if (request.skip() > 0 && range.startsWith("bytes " + request.skip() + "-")) return Optional.empty();
        return problem(Kind.PROTOCOL, "Content-Range: " + Text.shortened(range, MOST_SHOWN));
    }

    private Optional<Reply> length() {
        if (announced().isEmpty()) return Optional.empty();
        long length = announced().getAsLong() - discard();
        if (length > request.limit()) return problem(Kind.TOO_LONG, String.valueOf(request.limit()));
        if (length < 0 || length < request.size().orElse(0))
            return problem(Kind.TOO_SHORT, Math.max(0, length) + " of " + wanted());
        return Optional.empty();
    }

    private String wanted() {
        return request.size().isPresent() ? String.valueOf(request.size().getAsLong()) : "more than " + request.skip();
    }

    private Optional<Reply> otherStatus() {
        return problem(Kind.STATUS, statusLine);
    }

    private Optional<Reply> problem(Kind kind, String detail) {
        return Optional.of(Reply.failed(new NetworkProblem(uri, kind, detail)));
    }
}
