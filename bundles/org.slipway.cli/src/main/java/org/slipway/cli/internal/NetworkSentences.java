package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.slipway.api.transport.NetworkProblem;

/** Why something could not be fetched, and what to do about it. */
final class NetworkSentences {
    static final String ON_LINE = "Leave out --offline, or use 'slipway config network_use full'";

    private NetworkSentences() {}

    static String of(NetworkProblem problem) {
        return of(List.of(problem));
    }

    /** Several resources that one and the same thing keeps away: up to three are named. */
    static String of(List<NetworkProblem> problems) {
        List<String> names = problems.stream()
                .map(problem -> problem.uri().toString())
                .limit(problems.size() > 3 ? 2 : 3)
                .collect(Collectors.toCollection(ArrayList::new));
        if (names.size() < problems.size()) names.add(problems.size() - names.size() + " more");
        String last = names.remove(names.size() - 1);
        String all = names.isEmpty() ? last : String.join(", ", names) + " and " + last;
        return "Cannot download " + all + ": " + why(problems.get(0));
    }

    /** What counts as one and the same. */
    static String cause(NetworkProblem problem) {
        return authority(problem) + " " + why(problem);
    }

    private static String why(NetworkProblem problem) {
        String host = String.valueOf(problem.uri().getHost());
        String detail = problem.detail();
        return switch (problem.kind()) {
            case UNKNOWN_HOST -> "there is no host called '" + host + "'";
            case CONNECTION_REFUSED -> "connection refused by " + authority(problem) + ": nothing listens there";
            case CONNECT_TIMEOUT -> authority(problem) + " does not answer";
            case TLS -> "no secure connection to " + authority(problem) + in(detail);
            case NOT_FOUND -> "the server does not have it (" + (detail.isEmpty() ? "404" : detail) + ")";
            case STATUS -> "the server answers " + detail;
            case BROKEN -> "the connection broke off" + in(detail);
            case STALLED -> "the server has stopped sending" + in(detail);
            case TOO_LONG -> "it is longer than allowed" + in(detail);
            case TOO_SHORT -> "it is shorter than announced" + in(detail);
            case BAD_REDIRECT -> "the server redirects to where nobody may be sent" + in(detail);
            case PROTOCOL -> "the server's answer is not understood" + in(detail);
            case NO_TRANSPORT -> "nothing here can fetch '" + problem.uri().getScheme() + ":' URIs";
            case OFFLINE -> "the network is not to be used";
            case DISK -> "it cannot be written to the disk" + in(detail);
            case CANCELLED -> "you have stopped it";
        };
    }

    /** What to do about it, as a sentence without its full stop. */
    static String advice(NetworkProblem problem) {
        return switch (problem.kind()) {
            case UNKNOWN_HOST -> "Check the name and the network";
            case CONNECTION_REFUSED, NOT_FOUND, NO_TRANSPORT -> "Check the address";
            case CONNECT_TIMEOUT, STATUS, BROKEN, STALLED, TOO_SHORT -> "Try again later";
            case TLS -> "Check the clock of this machine, and who is between it and the server";
            case TOO_LONG, BAD_REDIRECT, PROTOCOL -> "Try again later, or tell whoever runs the server";
            case OFFLINE -> ON_LINE;
            case DISK -> "Make room there, or get the right to write there";
            case CANCELLED -> "Try again when you want it";
        };
    }

    private static String authority(NetworkProblem problem) {
        String authority = problem.uri().getRawAuthority();
        return authority == null ? problem.uri().toString() : authority;
    }

    private static String in(String detail) {
        return detail.isEmpty() ? "" : " (" + detail + ")";
    }
}
