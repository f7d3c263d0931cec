package org.slipway.web.internal;

import java.util.Optional;

/** Turns away what does not come from our own page, before anybody looks at what it wants. */
final class Guard {
    private final String host;

    /** @param port that we listen at */
    Guard(int port) {
        this.host = "127.0.0.1:" + port;
    }

    /** Why it is refused; nothing if it may go on. */
    Optional<Reply> refuse(Request request) {
        // A name that leads here is not ours: what a page of another site asks for under its own name, it may read.
        if (!request.header("host").equals(Optional.of(host))) return no(421, "Not here");
        Optional<String> origin = request.header("origin");
        if (origin.isPresent() && !origin.get().equals("http://" + host)) return no(403, "Not from there");
        Optional<String> fetched = request.header("sec-fetch-site");
        boolean page = request.method().equals("GET") && request.path().equals("/");
        if (!page && fetched.isPresent() && !fetched.get().equals("same-origin")) return no(403, "Not from there");
        if (!request.isPost()) return Optional.empty();
        if (origin.isEmpty()) return no(403, "From where?");
        // What a form of another site can send without asking first is something else.
        if (!request.header("content-type").equals(Optional.of("application/json"))) return no(415, "Not JSON");
        return Optional.empty();
    }

    private static Optional<Reply> no(int status, String why) {
        return Optional.of(Reply.refused(status, why));
    }
}
