package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

import org.slipway.model.json.JsonReader;
import org.slipway.model.json.MalformedJson;

/** A browser with our page in it, or whatever else a test makes of it. */
final class Visit {
    static final int PORT = 4711;
    static final String HOST = "127.0.0.1:" + PORT;

    private final Site site;
    private final Map<String, String> headers =
            new HashMap<>(Map.of("host", HOST, "origin", "http://" + HOST, "content-type", "application/json"));
    private String key = "";

    Visit(Site site) {
        this.site = site;
    }

    /** Comes by the link. */
    Visit enter(String token) throws MalformedJson {
        Reply.Bytes reply = post("/enter", Json.of(Map.of("token", token)));
        if (reply.status() != 200) throw new AssertionError(text(reply));
        headers.put("cookie", reply.cookie().orElseThrow().split(";")[0]);
        key = (String) ((Map<?, ?>) JsonReader.read(text(reply))).get("key");
        return this;
    }

    Visit with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Visit without(String header) {
        headers.remove(header);
        return this;
    }

    Visit withKey(String other) {
        key = other;
        return this;
    }

    String cookie() {
        return headers.get("cookie");
    }

    Reply events() {
        Map<String, String> asked = new HashMap<>(headers);
        asked.remove("origin");
        return site.answer(new Request("GET", "/guest/events", key, asked, ""));
    }

    int get(String path) {
        return ask("GET", path).status();
    }

    Reply.Bytes ask(String method, String path) {
        return (Reply.Bytes) site.answer(new Request(method, path, "", headers, ""));
    }

    int act(Map<String, ?> act) {
        return post("/guest/act", Json.of(act)).status();
    }

    Reply.Bytes post(String path, String body) {
        Map<String, String> asked = new HashMap<>(headers);
        asked.put("x-slipway-key", key);
        return (Reply.Bytes) site.answer(new Request("POST", path, "", asked, body));
    }

    static String text(Reply.Bytes reply) {
        return new String(reply.content(), UTF_8);
    }
}
