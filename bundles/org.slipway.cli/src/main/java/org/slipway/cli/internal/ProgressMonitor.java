package org.slipway.cli.internal;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;

/** Shows what goes on: transfers in one line where somebody watches, and everything line by line with {@code -v}. */
@Component
public final class ProgressMonitor implements Monitor {
    private final Console console;
    private final Map<Long, Transfer> transfers = new LinkedHashMap<>();

    private record Transfer(URI uri, OptionalLong size, long received) {}

    @Activate
    public ProgressMonitor(@Reference Console console) {
        this.console = console;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Warning warning) console.say("warning: " + warning.text());
        if (event instanceof Event.WaitingForProcess waiting)
            console.say("Waiting for process " + waiting.process() + ", which downloads " + waiting.digest());
        if (console.isVerbose()) EventSentences.of(event).ifPresent(console::say);
        if (console.isVerbose() && event instanceof Event.DownloadEnded ended && transfers.containsKey(ended.id()))
            console.say(ended(ended) + " " + transfers.get(ended.id()).uri());
        follow(event);
    }

    private static String ended(Event.DownloadEnded ended) {
        return switch (ended.ending()) {
            case FETCHED -> "Downloaded";
            case UNMODIFIED -> "Not modified:";
            case FAILED -> "Failed:";
            case ABORTED -> "Stopped:";
        };
    }

    private void follow(Event event) {
        if (event instanceof Event.DownloadQueued queued)
            transfers.put(queued.id(), new Transfer(queued.uri(), queued.size(), 0));
        if (event instanceof Event.DownloadProgress progress)
            transfers.computeIfPresent(
                    progress.id(), (id, known) -> new Transfer(known.uri(), known.size(), progress.received()));
        if (event instanceof Event.DownloadEnded ended) transfers.remove(ended.id());
        if (transfers.isEmpty()) console.clear();
        else show();
    }

    /** The one that has got farthest stands for all. */
    private void show() {
        Transfer most = transfers.values().stream()
                .reduce((a, b) -> b.received() > a.received() ? b : a)
                .orElseThrow();
        String many = transfers.size() == 1 ? "[one download] " : "[" + transfers.size() + " downloads] ";
        console.show(many + Sizes.text(most.received()) + " / "
                + (most.size().isPresent() ? Sizes.text(most.size().getAsLong()) : "unknown") + " (" + most.uri()
                + ")");
    }
}
