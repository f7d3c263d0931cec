package org.slipway.container.internal;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Event.Ending;
import org.slipway.api.monitor.Monitor;

/** Writes to the container's log, under the name {@code org.slipway}: what is wrong, what has come, and with debug the rest. */
@Component
public final class EventLog implements Monitor {
    private final Logger log;
    private final Map<Long, URI> downloads = new HashMap<>();

    @Activate
    public EventLog(
            @Reference LoggerFactory factory, @Reference(target = "(package=org.osgi.service.log)") Present logging) {
        this.log = factory.getLogger("org.slipway");
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.DownloadProgress) return;
        if (event instanceof Event.DownloadQueued queued) downloads.put(queued.id(), queued.uri());
        if (event instanceof Event.Warning warning) log.warn("{}", Shown.text(warning.text()));
        else if (event instanceof Event.DownloadRetried) log.warn("{}", text(event));
        else if (event instanceof Event.DownloadEnded ended) end(ended, downloads.remove(ended.id()));
        else if (event instanceof Event.MirrorWon
                || event instanceof Event.FeedUpdated
                || event instanceof Event.Stored
                || event instanceof Event.AppUpdated
                || event instanceof Event.QuestionEnded) log.info("{}", text(event));
        else if (log.isDebugEnabled()) log.debug("{}", text(event));
    }

    private void end(Event.DownloadEnded ended, URI uri) {
        if (uri != null && ended.ending() == Ending.FAILED) log.warn("Cannot download {}", Shown.uri(uri));
        else if (log.isDebugEnabled()) log.debug("{}", text(ended));
    }

    private static String text(Event event) {
        return Shown.text(event.getClass().getSimpleName() + " " + EventParts.of(event));
    }
}
