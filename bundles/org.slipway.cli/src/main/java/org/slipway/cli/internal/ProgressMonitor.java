package org.slipway.cli.internal;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * Shows what goes on: what is under way where somebody watches, which implementations are downloaded where nobody does, and
 * everything line by line with {@code -v}.
 */
@Component
public final class ProgressMonitor implements Monitor {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final Console console;
    private final Loop loop;
    private final ProgressBlock block = new ProgressBlock();
    private final Map<Long, URI> transfers = new LinkedHashMap<>();
    private boolean drawing;

    @Activate
    public ProgressMonitor(@Reference Console console, @Reference Loop loop) {
        this.console = console;
        this.loop = loop;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Warning warning) console.warn(warning.text());
        if (event instanceof Event.WaitingForProcess waiting)
            console.note("Waiting for process " + waiting.process() + ", which downloads " + waiting.digest());
        if (console.isVerbose()) tell(event);
        else if (console.wantsLines() && event instanceof Event.DownloadQueued queued) tellBriefly(queued);
        if (console.isTerminal()) show(event);
    }

    private void tell(Event event) {
        EventSentences.of(event).ifPresent(console::say);
        if (event instanceof Event.DownloadQueued queued) transfers.put(queued.id(), queued.uri());
        if (event instanceof Event.DownloadEnded ended && transfers.containsKey(ended.id()))
            console.say(ended(ended) + " " + transfers.remove(ended.id()));
    }

    /** Feeds and keys are small, and there are many. */
    private void tellBriefly(Event.DownloadQueued queued) {
        if (queued.purpose() != Event.Purpose.ARCHIVE) return;
        String size =
                queued.size().isPresent() ? " (" + Sizes.text(queued.size().getAsLong()) + ")" : "";
        console.say("Downloading " + queued.uri() + size);
    }

    private static String ended(Event.DownloadEnded ended) {
        return switch (ended.ending()) {
            case FETCHED -> "Downloaded";
            case UNMODIFIED -> "Not modified:";
            case FAILED -> "Failed:";
            case ABORTED -> "Stopped:";
        };
    }

    /** What is over at once is never seen. */
    private void show(Event event) {
        block.follow(event, loop.clock().instant());
        if (block.isEmpty()) console.clear();
        else drawLater();
    }

    private void drawLater() {
        if (drawing) return;
        drawing = true;
        loop.after(PERIOD, this::draw, new Switch(loop.promises()));
    }

    private void draw() {
        drawing = false;
        if (block.isEmpty()) return;
        console.show(block.lines(loop.clock().instant(), console.screen()));
        drawLater();
    }
}
