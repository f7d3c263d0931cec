package org.slipway.itests.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.slipway.model.json.JsonReader;
import org.slipway.model.json.MalformedJson;

/** A real browser without a window, that is spoken to as W3C WebDriver says. */
final class Chromium implements AutoCloseable {
    static final String NEEDED = "skipped: needs Chromium (packages chromium and chromium-driver)";

    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String STARTED = "started successfully on port ";
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-proxy-server",
            "--window-size=900,1100");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    /** @param profile an empty directory */
    Chromium(Path profile) throws IOException, InterruptedException {
        driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        URI server = URI.create("http://127.0.0.1:" + port(driver.inputReader()));
        String options = OPTIONS.stream().map(Chromium::quoted).collect(Collectors.joining(","));
        Map<?, ?> made = (Map<?, ?>) ask(
                "POST",
                server.resolve("/session"),
                "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"args\":[" + options + ","
                        + quoted("--user-data-dir=" + profile) + "]}}}}");
        session = server.resolve("/session/" + made.get("sessionId") + "/");
    }

    static boolean isHere() {
        return Files.isExecutable(DRIVER) && Files.isExecutable(Path.of("/usr/bin/chromium"));
    }

    private static String port(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine())
            if (line.contains(STARTED)) return line.replaceAll(".*" + STARTED + "|\\.$", "");
        throw new IOException("chromedriver does not start");
    }

    void open(Path file) {
        command("POST", "url", "{\"url\":" + quoted(file.toUri().toString()) + "}");
    }

    /** In a new tab, which is looked at from now on. */
    void openBeside(String uri) {
        Map<?, ?> tab = (Map<?, ?>) command("POST", "window/new", "{\"type\":\"tab\"}");
        command("POST", "window", "{\"handle\":" + quoted((String) tab.get("handle")) + "}");
        command("POST", "url", "{\"url\":" + quoted(uri) + "}");
    }

    /** In the tab that was the first. */
    void back() {
        Object first = ((List<?>) command("GET", "window/handles", "")).get(0);
        command("POST", "window", "{\"handle\":" + quoted((String) first) + "}");
    }

    void click(String selector) {
        command("POST", "element/" + element(selector) + "/click", "{}");
    }

    private Object element(String selector) {
        String by = "{\"using\":\"css selector\",\"value\":" + quoted(selector) + "}";
        return ((Map<?, ?>) command("POST", "element", by)).get(ELEMENT);
    }

    /** What the page shows, as a person reads it. */
    String text() {
        return (String) run("return document.body.innerText");
    }

    boolean isThere(String selector) {
        return (Boolean) run(
                "const e = document.querySelector(" + quoted(selector) + "); return e !== null && e.checkVisibility()");
    }

    /** Waits until the page shows it, which may be after whoever has sent it has ended. */
    boolean awaits(String selector) {
        String look = "const done = arguments[0]; const end = Date.now() + 25000; const look = () => {"
                + " const e = document.querySelector(" + quoted(selector) + ");"
                + " if (e !== null && e.checkVisibility()) done(true); else if (Date.now() > end) done(false);"
                + " else setTimeout(look, 20); }; look();";
        return (Boolean) command("POST", "execute/async", "{\"script\":" + quoted(look) + ",\"args\":[]}");
    }

    Object run(String script) {
        return command("POST", "execute/sync", "{\"script\":" + quoted(script) + ",\"args\":[]}");
    }

    /** Its window as it looks now. */
    void screenshot(Path file) throws IOException {
        Files.write(file, Base64.getDecoder().decode((String) command("GET", "screenshot", "")));
    }

    private Object command(String method, String path, String body) {
        try {
            return ask(
                    method,
                    path.isEmpty() ? URI.create(session.toString().replaceFirst("/$", "")) : session.resolve(path),
                    body);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " " + body, e);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    private Object ask(String method, URI uri, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .method(method, method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .build();
        String answer = client.send(request, BodyHandlers.ofString()).body();
        try {
            Object value = ((Map<?, ?>) JsonReader.read(answer)).get("value");
            if (value instanceof Map<?, ?> map && map.containsKey("error")) throw new IOException(answer);
            return value;
        } catch (MalformedJson e) {
            throw new IOException(answer, e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    public void close() {
        try {
            command("DELETE", "", "");
        } finally {
            end();
        }
    }

    private void end() {
        driver.destroy();
        driver.onExit().join();
    }
}
