package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.store.Store;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.testkit.ManualLoop;

class ConsolePageTest {
    @TempDir
    Path directory;

    private final ManualLoop loop = new ManualLoop();
    private final Traffic traffic = new Traffic(loop, new Answered(loop));
    private final Map<String, Object> answered = new HashMap<>();

    private HttpServlet page() {
        Store store =
                Faked.of(Store.class, Map.of("directories", given -> List.of(directory), "list", given -> List.of()));
        TrustDatabase trust = Faked.of(
                TrustDatabase.class,
                Map.of("all", given -> Map.of(new Fingerprint("A".repeat(40)), Set.of(TrustDomain.ALL))));
        return new ConsolePage(new Tables(traffic, store, trust), new Present() {});
    }

    private String asked(HttpServlet servlet, String method) throws Exception {
        StringWriter body = new StringWriter();
        PrintWriter writer = new PrintWriter(body, true);
        HttpServletResponse response = Faked.of(HttpServletResponse.class, (proxy, called, given) -> {
            if (called.getName().equals("getWriter")) return writer;
            if (called.getName().matches("send.*|set.*")) answered.put(called.getName(), given[given.length - 1]);
            if (called.getName().equals("sendError")) answered.put("sendError", given[0]);
            return called.getReturnType() == boolean.class ? false : null;
        });
        HttpServletRequest request = Faked.of(
                HttpServletRequest.class, Map.of("getMethod", given -> method, "getProtocol", given -> "HTTP/1.1"));
        servlet.service(request, response);
        return body.toString();
    }

    @Test
    void it_shows_downloads_sites_stores_and_trust() throws Exception {
        traffic.on(new Event.DownloadQueued(
                1, URI.create("https://u:p@a.example/x"), OptionalLong.empty(), Purpose.FEED, Optional.empty()));
        assertThat(asked(page(), "GET"))
                .contains(
                        "<h2>Downloads</h2>",
                        "<td>queued</td><td>feed</td>",
                        "<td>https://a.example/x</td>",
                        "<h2>Sites</h2>",
                        "<td>https://a.example</td><td>1</td><td>0</td>",
                        "<h2>Stores</h2>",
                        "<td>" + directory + "</td><td>writable</td><td>0</td>",
                        "<h2>Trust</h2>",
                        "<td>" + "A".repeat(40) + "</td><td>*</td>");
    }

    @Test
    void attack_the_page_cannot_be_made_to_change_anything() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            assertThat(asked(page(), method)).isEmpty();
            assertThat(answered).containsEntry("sendError", 405);
            answered.clear();
        }
        assertThat(asked(page(), "GET")).doesNotContain("<form", "<a ", "<script", "<input", "<button");
    }

    @Test
    void the_metrics_are_text_and_nothing_else() throws Exception {
        assertThat(asked(new MetricsServlet(new Metrics(traffic), new Present() {}), "GET"))
                .contains("slipway_queued 0\n");
        assertThat(answered)
                .containsEntry("setContentType", "text/plain; version=0.0.4; charset=utf-8")
                .containsEntry("setHeader", "nosniff");
    }
}
