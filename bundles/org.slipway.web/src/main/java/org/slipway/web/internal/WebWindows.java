package org.slipway.web.internal;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.settings.Host;
import org.slipway.api.transport.Downloader;
import org.slipway.api.window.NoWindow;
import org.slipway.api.window.Window;
import org.slipway.api.window.Windows;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Windows that are pages in the user's browser. Nothing listens, and nobody is asked here, unless one is open. */
@Component
public final class WebWindows implements Windows {
    /** The person looks at the page now, and not at the terminal. */
    private static final Map<String, Integer> FIRST = Map.of("service.ranking", 1000);

    private final BundleContext context;
    private final Loop loop;
    private final Downloader downloader;
    private final Browser browser;

    @Activate
    public WebWindows(
            BundleContext context, @Reference Loop loop, @Reference Host host, @Reference Downloader downloader) {
        this.context = context;
        this.loop = loop;
        this.downloader = downloader;
        this.browser = new Browser(host);
    }

    @Override
    public Promise<Window> open(String title, Switch scope) {
        if (!browser.isThere())
            return loop.promises()
                    .failed(new NoWindow("There is no display to show a page on: DISPLAY is not set"
                            + "\nLeave out -g, or set BROWSER to a program that shows pages"));
        return loop.offLoop(() -> LoopbackServer.listen(loop)).flatMap(server -> {
            Page page = new Page(loop, title, downloader::cancel, scope);
            Admission admission = new Admission();
            server.serve(new Site(server.port(), admission, page)::answer, scope);
            page.isAt("http://127.0.0.1:" + server.port() + "/#" + admission.token());
            offer(Interaction.class, page.questions(), scope);
            offer(Monitor.class, page.transfers(), scope);
            return loop.offLoop(() -> browser.show(page.place())).map(shown -> {
                scope.onOff(() -> loop.offLoop(() -> forget(shown)));
                page.isShown(shown);
                return page;
            });
        });
    }

    private <T> void offer(Class<T> type, T service, Switch scope) {
        ServiceRegistration<T> offered = context.registerService(type, service, new Hashtable<>(FIRST));
        scope.onOff(offered::unregister);
    }

    private static Done forget(Browser.Shown shown) throws IOException {
        Browser.forget(shown);
        return Done.DONE;
    }
}
