package org.slipway.container.internal;

import java.io.IOException;

import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The same as {@link MetricsServlet} for a Servlet Whiteboard of {@code javax.servlet}, which Karaf 4 has. */
@Component(service = Servlet.class, property = MetricsServlet.PATTERN)
public final class JavaxMetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Metrics metrics;

    @Activate
    public JavaxMetricsServlet(
            @Reference Metrics metrics, @Reference(target = "(package=javax.servlet.http)") Present servlets) {
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(MetricsServlet.TYPE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(metrics.get());
    }
}
