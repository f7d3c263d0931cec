package org.slipway.container.internal;

import java.io.IOException;

import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The same as {@link ConsolePage} for a Web Console up to version 4, which Karaf 4 has. */
@Component(
        service = Servlet.class,
        property = {ConsolePage.LABEL, ConsolePage.TITLE, ConsolePage.CATEGORY})
public final class JavaxConsolePage extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Tables tables;

    @Activate
    public JavaxConsolePage(
            @Reference Tables tables, @Reference(target = "(package=javax.servlet.http)") Present servlets) {
        this.tables = tables;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write(tables.html());
    }
}
