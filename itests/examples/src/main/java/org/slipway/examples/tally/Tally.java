package org.slipway.examples.tally;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;

/** A monitor: counts what each host has given, and says so when it leaves. */
@Component
public final class Tally implements Monitor {
    private static final System.Logger LOG = System.getLogger(Tally.class.getName());

    private final Map<Long, String> hosts = new HashMap<>();
    private final Map<Long, Long> received = new HashMap<>();
    private final Map<String, Long> bytes = new TreeMap<>();

    @Override
    public void on(Event event) {
        if (event instanceof Event.DownloadStarted started) {
            hosts.put(started.id(), String.valueOf(started.uri().getHost()));
        } else if (event instanceof Event.DownloadProgress progress) {
            received.put(progress.id(), progress.received());
        } else if (event instanceof Event.DownloadEnded ended) {
            String host = hosts.remove(ended.id());
            Long count = received.remove(ended.id());
            if (host != null && count != null) bytes.merge(host, count, Long::sum);
        }
    }

    /** Bytes by host. */
    Map<String, Long> bytes() {
        return bytes;
    }

    @Deactivate
    void say() {
        bytes.forEach((host, count) -> LOG.log(System.Logger.Level.INFO, host + " gave " + count + " bytes"));
    }
}
