package org.slipway.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.window.Inventory.Deed;
import org.slipway.api.window.Inventory.Wish;
import org.slipway.api.window.NoWindow;
import org.slipway.api.window.Window;
import org.slipway.api.window.Windows;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.testkit.ScriptedDownloads;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.WindowsContract;

/** Pages whose browser shows nothing. */
class WebWindowsTest extends WindowsContract {
    private static final Pattern ID = Pattern.compile("\"id\":\"([pi]\\d+)\"");

    @TempDir
    Path directory;

    private final List<Class<?>> offered = new ArrayList<>();

    @Override
    protected Windows windows(Loop on) {
        return windows(on, Map.of("BROWSER", "true", "XDG_RUNTIME_DIR", directory.toString()));
    }

    private Windows windows(Loop on, Map<String, String> environment) {
        return new WebWindows(context(), on, new TestHost(environment, directory), new ScriptedDownloads(on));
    }

    /** What is offered as long as a window is open. */
    private BundleContext context() {
        return proxy(BundleContext.class, (name, given) -> {
            offered.add((Class<?>) given[0]);
            return proxy(ServiceRegistration.class, (unregister, nothing) -> offered.remove(given[0]));
        });
    }

    private interface Method {
        Object call(String name, Object... given);
    }

    private static <T> T proxy(Class<T> type, Method method) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, given) -> {
            Object result = method.call(called.getName(), given);
            return called.getReturnType() == void.class ? null : result;
        }));
    }

    @Override
    protected String shown(Window window) {
        loop.advance(Duration.ofSeconds(1));
        return ((Page) window).board().sheet().text();
    }

    @Override
    protected void act(Window window, Act act) {
        Page page = (Page) window;
        Matcher id = ID.matcher(shown(window));
        String asked = id.find() ? id.group(1) : "";
        boolean done =
                switch (act) {
                    case GO_ON -> page.goOn(asked);
                    case CANCEL -> page.cancel();
                    case REMOVE_THE_SECOND -> page.wish(asked, new Wish(Deed.REMOVE, 1));
                    case LEAVE -> page.wish(asked, new Wish(Deed.LEAVE, 0));
                };
        assertThat(done).isTrue();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void it_listens_asks_and_watches_until_the_command_ends() throws Exception {
        Switch scope = loop.scope();
        Window window = loop.await(windows(loop).open("select a.xml", scope));
        int port = URI.create(window.place()).getPort();
        assertThat(listens(port)).isTrue();
        assertThat(offered).containsExactlyInAnyOrder(Interaction.class, Monitor.class);
        assertThat(Path.of(window.way().orElseThrow())).exists();

        loop.await(scope.off());
        // The system lets go of the port when the thread has been woken that waits at it.
        loop.awaitUntil(() -> !listens(port));
        assertThat(offered).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void where_nobody_could_see_it_there_is_none() {
        Promise<Window> none = windows(loop, Map.of()).open("select a.xml", loop.scope());
        assertThatThrownBy(() -> loop.await(none))
                .hasCauseInstanceOf(NoWindow.class)
                .hasMessageContaining("DISPLAY");
        assertThat(offered).isEmpty();
    }
}
