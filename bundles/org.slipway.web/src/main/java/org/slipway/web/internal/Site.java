package org.slipway.web.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.interaction.Answer.Reach;
import org.slipway.api.window.Inventory.Deed;
import org.slipway.api.window.Inventory.Wish;
import org.slipway.model.json.JsonReader;
import org.slipway.model.json.MalformedJson;

/** All that there is at our port: three files that are the same for everybody, and what only a guest may ask. On the loop. */
final class Site {
    private static final int MOST_WATCHERS = 8;
    /** The cookie goes there alone, and so to few others who serve on this machine. */
    private static final String GUEST = "/guest";

    private final Guard guard;
    private final Admission admission;
    private final Page page;
    private final String cookie;

    Site(int port, Admission admission, Page page) {
        this.guard = new Guard(port);
        this.admission = admission;
        this.page = page;
        // Another command may have a page of its own at another port, and cookies know no ports.
        this.cookie = "slipway-" + port;
    }

    Reply answer(Request request) {
        Optional<Reply> refused = guard.refuse(request);
        if (refused.isPresent()) return refused.get();
        return switch (request.method() + " " + request.path()) {
            case "GET /" -> file("page.html", "text/html; charset=utf-8");
            case "GET /page.css" -> file("page.css", "text/css; charset=utf-8");
            case "GET /page.js" -> file("page.js", "text/javascript; charset=utf-8");
            case "GET " + GUEST + "/events" -> isGuest(request, request.query()) ? events() : stranger();
            case "POST /enter" -> enter(request);
            case "POST " + GUEST + "/act" ->
                isGuest(request, request.header("x-slipway-key").orElse("")) ? act(request) : stranger();
            default -> Reply.refused(404, "Nothing is here");
        };
    }

    private static Reply stranger() {
        return Reply.refused(403, "Only by the link that the terminal has shown");
    }

    private static Reply file(String name, String type) {
        try (InputStream in = Site.class.getResourceAsStream(name)) {
            return new Reply.Bytes(200, type, in.readAllBytes(), Optional.empty());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Reply enter(Request request) {
        Optional<Map<?, ?>> asked = object(request.body());
        if (asked.isEmpty() || !(asked.get().get("token") instanceof String token)) return stranger();
        if (page.board().isWatched()) return Reply.refused(409, "Somebody is there already");
        return admission.enter(token).map(this::admitted).orElseGet(Site::stranger);
    }

    private Reply admitted(Admission.Guest guest) {
        Reply.Bytes key = (Reply.Bytes) Reply.json(Map.of("key", guest.key()));
        return new Reply.Bytes(
                key.status(),
                key.type(),
                key.content(),
                Optional.of(cookie + "=" + guest.cookie() + "; Path=" + GUEST + "; HttpOnly; SameSite=Strict"));
    }

    private boolean isGuest(Request request, String key) {
        for (String pair : request.header("cookie").orElse("").split("; ?"))
            if (pair.startsWith(cookie + "=") && admission.knows(pair.substring(cookie.length() + 1), key)) return true;
        return false;
    }

    private Reply events() {
        if (page.board().watched() >= MOST_WATCHERS) return Reply.refused(429, "Enough look on already");
        return new Reply.Stream(page.board().watch());
    }

    private Reply act(Request request) {
        Optional<Map<?, ?>> asked = object(request.body());
        if (asked.isEmpty()) return Reply.refused(400, "Not understood");
        boolean done =
                switch (text(asked.get(), "act")) {
                    case "trust" -> trust(asked.get());
                    case "refuse" -> page.answer(text(asked.get(), "question"), List.of(), Reach.DOMAIN);
                    case "go" -> page.goOn(text(asked.get(), "proposal"));
                    case "verify" -> wish(Deed.VERIFY, asked.get());
                    case "remove" -> wish(Deed.REMOVE, asked.get());
                    case "leave" -> wish(Deed.LEAVE, asked.get());
                    case "cancel" -> page.cancel();
                    case "drop" -> asked.get().get("download") instanceof Long id && page.drop(id);
                    default -> false;
                };
        // Such as an answer to a question that has been withdrawn while it was on its way.
        return done ? Reply.json(Map.of("done", true)) : Reply.refused(409, "That is not asked any more");
    }

    private boolean trust(Map<?, ?> asked) {
        List<String> keys = new ArrayList<>();
        if (!(asked.get("keys") instanceof List<?> listed)) return false;
        for (Object key : listed) keys.add(String.valueOf(key));
        Optional<Reach> reach =
                switch (text(asked, "reach")) {
                    case "domain" -> Optional.of(Reach.DOMAIN);
                    case "everywhere" -> Optional.of(Reach.EVERYWHERE);
                    default -> Optional.empty();
                };
        return !keys.isEmpty() && reach.isPresent() && page.answer(text(asked, "question"), keys, reach.get());
    }

    private boolean wish(Deed deed, Map<?, ?> asked) {
        int item = asked.get("item") instanceof Long number && number == number.intValue() ? number.intValue() : -1;
        return page.wish(text(asked, "inventory"), new Wish(deed, item));
    }

    private static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    private static Optional<Map<?, ?>> object(String body) {
        try {
            return JsonReader.read(body) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
        } catch (MalformedJson nothing) {
            return Optional.empty();
        }
    }
}
