package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Validators;

/** What the head of an answer says about the body to come. */
final class Head {

    private static final int MOST_SHOWN = 200;

    private final DownloadRequest request;
    private final URI uri;
    private final Credentials credentials;
    private final Instant now;
    private final int status;
    private final String statusLine;
    private final HttpFields fields;
    private final Optional<ContentRange> range;

    Head(Leg leg, Response response, Instant now) {
        this.request = leg.request();
        this.uri = leg.uri();
        this.credentials = leg.credentials();
        this.now = now;
        this.status = response.getStatus();
        this.statusLine = Text.shortened((status + " " + reason(response)).strip(), MOST_SHOWN);
        this.fields = response.getHeaders();
        this.range = status == 206 ? ContentRange.of(text(HttpHeader.CONTENT_RANGE)) : Optional.empty();
    }

    /** HTTP/2 has no words of the server. */
    private static String reason(Response response) {
        String usual = response.getVersion() == HttpVersion.HTTP_2 ? HttpStatus.getMessage(response.getStatus()) : "";
        return Optional.ofNullable(response.getReason()).orElse(usual);
    }

    /** What time it is at the server, if it says so. */
    Optional<Instant> date() {
        return HttpDate.of(text(HttpHeader.DATE));
    }

    /** The end, if the body is not wanted. */
    Optional<Reply> verdict() {
        return switch (status) {
            case 200 -> coding().or(this::length);
            case 206 -> coding().or(this::range).or(this::length);
            case 301, 302, 303, 307, 308 -> Optional.of(redirect());
            case 304 -> Optional.of(unmodified());
            case 401, 403 ->
                problem(
                        Kind.STATUS,
                        statusLine
                                + credentials.problem().map(why -> "; " + why).orElse(""));
            case 404, 410 -> problem(Kind.NOT_FOUND, statusLine);
            case 416 -> unsatisfiable();
            default -> otherStatus();
        };
    }

    /** Where the body goes in the file. */
    long at() {
        return status == 206 ? request.resume().length() : 0;
    }

    /** So many bytes of the body come before the wanted ones. */
    long discard() {
        return status == 206 ? 0 : request.skip();
    }

    /** The most that may be in the file in the end. */
    long limit() {
        return range.isPresent() ? Math.min(request.limit(), whole().getAsLong()) : request.limit();
    }

    /** How many bytes the body will have, if the server says so. */
    OptionalLong announced() {
        long length = fields.getLongField(HttpHeader.CONTENT_LENGTH);
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** How many bytes will be in the file in the end, if the server says so. */
    OptionalLong whole() {
        if (range.isPresent()) return OptionalLong.of(range.get().end() - request.skip());
        return announced().isEmpty() ? announced() : OptionalLong.of(announced().getAsLong() - request.skip());
    }

    /** Those of the file in the end: an answer to {@code If-Range} need not repeat them. */
    Validators validators() {
        Validators here = here();
        if (at() == 0) return here;
        Validators there = request.resume().validators();
        return new Validators(here.etag().or(there::etag), here.lastModified().or(there::lastModified));
    }

    /** Those by which this very sequence of bytes is known again: a time only if nothing can have changed since. */
    Validators strongValidators() {
        Validators all = validators();
        boolean old = at() > 0 && here().lastModified().isEmpty() || isStrong(all.lastModified());
        return old ? all : new Validators(all.etag(), Optional.empty());
    }

    /** RFC 9110, 8.8.2.2. */
    private boolean isStrong(Optional<String> lastModified) {
        Optional<Instant> modified = lastModified.flatMap(HttpDate::of);
        Optional<Instant> sent = date();
        return modified.isPresent()
                && sent.isPresent()
                && !modified.get().plusSeconds(1).isAfter(sent.get());
    }

    private Validators here() {
        return new Validators(validator(HttpHeader.ETAG), validator(HttpHeader.LAST_MODIFIED));
    }

    private Optional<String> validator(HttpHeader header) {
        return Optional.ofNullable(fields.get(header)).filter(RequestHead::isValidator);
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

    private Optional<Reply> unsatisfiable() {
        if (request.resume().length() > 0) return unfit(Kind.STATUS, statusLine);
        return request.skip() > 0 ? problem(Kind.TOO_SHORT, "0 of " + wanted()) : otherStatus();
    }

    private Optional<Reply> coding() {
        String content = coding(HttpHeader.CONTENT_ENCODING, "identity");
        if (!content.isEmpty()) return problem(Kind.PROTOCOL, "Content-Encoding: " + content);
        String transfer = coding(HttpHeader.TRANSFER_ENCODING, "chunked");
        if (!transfer.isEmpty()) return problem(Kind.PROTOCOL, "Transfer-Encoding: " + transfer);
        return contradiction();
    }

    /** HTTP/1.1 would not know where the body ends; HTTP/2 does, and leaves it to us. */
    private Optional<Reply> contradiction() {
        List<String> lengths = fields.getValuesList(HttpHeader.CONTENT_LENGTH).stream()
                .distinct()
                .toList();
        boolean clear =
                lengths.isEmpty() || lengths.size() == 1 && lengths.get(0).matches("\\d{1,18}");
        String shown = Text.shortened(String.join(", ", lengths), MOST_SHOWN);
        return clear ? Optional.empty() : problem(Kind.PROTOCOL, "Content-Length: " + shown);
    }

    private String coding(HttpHeader header, String harmless) {
        List<String> codings = fields.getCSV(header, false);
        return codings.stream().allMatch(harmless::equalsIgnoreCase)
                ? ""
                : Text.shortened(String.join(", ", codings), MOST_SHOWN);
    }

    private Optional<Reply> range() {
        String detail = "Content-Range: " + Text.shortened(text(HttpHeader.CONTENT_RANGE), MOST_SHOWN);
        boolean resumes = request.resume().length() > 0;
        if (range.filter(this::isTheRest).isEmpty())
            return resumes ? unfit(Kind.PROTOCOL, detail) : problem(Kind.PROTOCOL, detail);
        boolean fits = range.get().end() == end().orElse(range.get().end())
                && isOf(request.resume().validators());
        return resumes && !fits ? unfit(Kind.PROTOCOL, detail) : Optional.empty();
    }

    private boolean isTheRest(ContentRange range) {
        long from = request.skip() + request.resume().length();
        return from > 0
                && range.isRestFrom(from, end())
                && range.length() == announced().orElse(range.length());
    }

    /** Whether it is the same state of the resource: not every server heeds {@code If-Range}. */
    private boolean isOf(Validators known) {
        Validators here = here();
        if (here.etag().isPresent() && known.etag().isPresent())
            return here.etag().equals(known.etag());
        return here.lastModified().isEmpty()
                || known.lastModified().isEmpty()
                || here.lastModified().equals(known.lastModified());
    }

    /** Where the resource must end, if that is demanded. */
    private OptionalLong end() {
        return request.size().isEmpty()
                ? request.size()
                : OptionalLong.of(request.skip() + request.size().getAsLong());
    }

    private Optional<Reply> length() {
        if (whole().isEmpty()) return Optional.empty();
        long length = whole().getAsLong();
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

    private Optional<Reply> unfit(Kind kind, String detail) {
        return Optional.of(new Reply.Unfit(new NetworkProblem(uri, kind, detail)));
    }

    private Optional<Reply> problem(Kind kind, String detail) {
        Optional<Duration> pause = RetryAfter.of(text(HttpHeader.RETRY_AFTER), now);
        return Optional.of(Reply.failed(new NetworkProblem(uri, kind, detail, pause)));
    }

    private String text(HttpHeader header) {
        return Optional.ofNullable(fields.get(header)).orElse("");
    }
}
