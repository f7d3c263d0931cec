package org.slipway.container.internal;

import java.io.IOException;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The metrics at {@code /slipway/metrics}, where the container has a Servlet Whiteboard. */
@Component(service = Servlet.class, property = MetricsServlet.PATTERN)
public final class MetricsServlet extends HttpServlet {
    static final String PATTERN = "osgi.http.whiteboard.servlet.pattern=/slipway/metrics";
    /** Of the text that Prometheus reads. */
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final long serialVersionUID = 1;

    private final transient Metrics metrics;

    @Activate
    public MetricsServlet(
            @Reference Metrics metrics, @Reference(target = "(package=jakarta.servlet.http)") Present servlets) {
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(metrics.get());
    }
}
