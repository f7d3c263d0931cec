package org.slipway.transport.jetty.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpException;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;

/** What the exceptions of Jetty and the JDK mean. */
final class Failures {

    private static final int MOST_SHOWN = 200;

    /** How Jetty names the reasons for which a server ends a stream of HTTP/2. */
    private static final Pattern RESET =
            Pattern.compile("[a-z0-9_]+_(error|calm|required|refused|security)|reset_code_\\d+");

    private static final Map<String, String> WORDS = Map.of(
            "EofException", "closed by the server",
            "EOFException", "closed by the server",
            "ClosedChannelException", "closed",
            "AsynchronousCloseException", "closed",
            "AssertionError", "bad answer",
            "UnresolvedAddressException", "");

    private Failures() {}

    static NetworkProblem problem(URI uri, Throwable failure, boolean connected) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Kind kind = kind(cause, connected);
            if (kind != null) return new NetworkProblem(uri, kind, detail(cause));
        }
        return new NetworkProblem(uri, Kind.BROKEN, detail(failure));
    }

    /** Whether the server ended before its answer did; Jetty does not tell a reset from an orderly end. */
    static boolean isEarlyEnd(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof EOFException || isReset(cause)) return true;
        return false;
    }

    private static boolean isReset(Throwable failure) {
        return failure instanceof IOException
                && RESET.matcher(String.valueOf(failure.getMessage())).matches();
    }

    /** Nothing, if only the cause can tell. */
    private static Kind kind(Throwable failure, boolean connected) {
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException)
            return Kind.UNKNOWN_HOST;
        if (failure instanceof SSLException) return Kind.TLS;
        if (failure instanceof ConnectException) return connectKind(failure);
        if (failure instanceof SocketTimeoutException) return Kind.CONNECT_TIMEOUT;
        if (failure instanceof TimeoutException) return connected ? Kind.STALLED : Kind.CONNECT_TIMEOUT;
        if (failure instanceof HttpResponseException) return answerKind(failure);
        if (failure instanceof HttpException || failure instanceof ProtocolException) return Kind.PROTOCOL;
        if (failure instanceof EOFException) return Kind.BROKEN;
        if (isReset(failure)) return failure.getMessage().equals("protocol_error") ? Kind.PROTOCOL : Kind.BROKEN;
        // Jetty's parser throws these, too, at what it cannot make sense of; where assertions are on, even that one.
        if (failure instanceof IllegalArgumentException || failure instanceof AssertionError) return Kind.PROTOCOL;
        return null;
    }

    private static Kind answerKind(Throwable failure) {
        if (failure.getCause() == null) return Kind.STATUS;
        boolean cut = failure.getCause() instanceof HttpException answer && "Early EOF".equals(answer.getReason());
        return cut ? Kind.BROKEN : Kind.PROTOCOL;
    }

    private static Kind connectKind(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("refused")) return Kind.CONNECTION_REFUSED;
        return message.contains("timed out") ? Kind.CONNECT_TIMEOUT : Kind.BROKEN;
    }

    /** The reason of a bad handshake or a bad answer is a cause deeper; a name for those that say nothing. */
    private static String detail(Throwable failure) {
        boolean wraps = failure instanceof SSLException
                || failure instanceof HttpResponseException
                || failure instanceof EOFException;
        if (wraps && failure.getCause() != null && failure.getCause().getMessage() != null)
            return detail(failure.getCause());
        if (failure instanceof HttpResponseException refused && failure.getCause() == null)
            return ofProxy(refused.getResponse());
        String name = failure.getClass().getSimpleName();
        String known = WORDS.get(name);
        if (known != null) return known;
        String message = failure.getMessage();
        if (isReset(failure)) return "reset by the server: " + message.replace('_', ' ');
        boolean silent = message == null || message.isBlank();
        return Text.shortened(silent ? name : withoutInternals(message), MOST_SHOWN);
    }

    /** Jetty hands over every answer, but for a proxy's that refuses a tunnel. */
    private static String ofProxy(Response response) {
        return Text.shortened("the proxy says " + response.getStatus() + " " + response.getReason(), MOST_SHOWN);
    }

    /** Jetty's descriptions of its own objects say nothing to people. */
    private static String withoutInternals(String message) {
        return message.replaceAll("(?s) on oej.*", "");
    }
}
