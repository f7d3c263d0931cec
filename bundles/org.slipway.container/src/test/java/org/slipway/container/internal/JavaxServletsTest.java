package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.slipway.api.store.Store;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.testkit.ManualLoop;

/** For containers that have no {@code jakarta.servlet}. */
class JavaxServletsTest {
    private final ManualLoop loop = new ManualLoop();
    private final Traffic traffic = new Traffic(loop, new Answered(loop));
    private final Tables tables = new Tables(
            traffic,
            Faked.of(Store.class, Map.of("directories", given -> List.of(), "list", given -> List.of())),
            Faked.of(TrustDatabase.class, Map.of("all", given -> Map.of())));
    private final Map<String, Object> answered = new HashMap<>();

    private String asked(HttpServlet servlet, String method) throws Exception {
        StringWriter body = new StringWriter();
        PrintWriter writer = new PrintWriter(body, true);
        HttpServletResponse response = Faked.of(HttpServletResponse.class, (proxy, called, given) -> {
            if (called.getName().equals("getWriter")) return writer;
            if (called.getName().matches("send.*|set.*")) answered.put(called.getName(), given[0]);
            return called.getReturnType() == boolean.class ? false : null;
        });
        HttpServletRequest request = Faked.of(
                HttpServletRequest.class, Map.of("getMethod", given -> method, "getProtocol", given -> "HTTP/1.1"));
        servlet.service(request, response);
        return body.toString();
    }

    @Test
    void they_show_the_same_page_and_metrics_and_cannot_be_made_to_change_anything() throws Exception {
        Present present = new Present() {};
        HttpServlet page = new JavaxConsolePage(tables, present);
        assertThat(asked(page, "GET")).isEqualTo(tables.html()).contains("<h2>Downloads</h2>", "<h2>Trust</h2>");
        assertThat(asked(page, "POST")).isEmpty();
        assertThat(answered).containsEntry("sendError", 405);

        Metrics metrics = new Metrics(traffic);
        assertThat(asked(new JavaxMetricsServlet(metrics, present), "GET")).isEqualTo(metrics.get());
        assertThat(answered).containsEntry("setContentType", "text/plain; version=0.0.4; charset=utf-8");
    }
}
