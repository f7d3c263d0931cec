package org.slipway.container.internal;

import java.io.IOException;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The page {@code slipway} of Felix' Web Console, which knows it by its properties and puts its own head, foot and login
 * around it. It only shows: there is nothing to press, no link, and no script.
 */
@Component(
        service = Servlet.class,
        property = {ConsolePage.LABEL, ConsolePage.TITLE, ConsolePage.CATEGORY})
public final class ConsolePage extends HttpServlet {
    static final String LABEL = "felix.webconsole.label=slipway";
    static final String TITLE = "felix.webconsole.title=Slipway";
    static final String CATEGORY = "felix.webconsole.category=Slipway";

    private static final long serialVersionUID = 1;

    private final transient Tables tables;

    @Activate
    public ConsolePage(
            @Reference Tables tables, @Reference(target = "(package=jakarta.servlet.http)") Present servlets) {
        this.tables = tables;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write(tables.html());
    }
}
