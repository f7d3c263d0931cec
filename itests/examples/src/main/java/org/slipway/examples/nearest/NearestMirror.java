package org.slipway.examples.nearest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.api.settings.Places;
import org.slipway.async.Loop;

/**
 * Of several mirrors with the same files, prefers the one that answers first. {@code injector/mirrors} names them, one URI a
 * line; each has the archives by host and path. How far they are is measured once, beside the run: a strategy answers at once.
 */
@Component
public final class NearestMirror implements MirrorStrategy {
    private static final int FAR = 2_000;

    private final Map<URI, Long> distances = new HashMap<>();
    private final List<URI> mirrors;

    @Activate
    public NearestMirror(@Reference Loop loop, @Reference Places places) throws IOException {
        Path file = places.config().resolve("injector/mirrors");
        mirrors = Files.exists(file)
                ? Files.readAllLines(file).stream().map(URI::create).toList()
                : List.of();
        loop.run(() -> mirrors.forEach(
                mirror -> loop.offLoop(() -> distance(mirror)).onSuccess(distance -> distances.put(mirror, distance))));
    }

    @Override
    public List<URI> archive(URI archive) {
        String host = archive.getHost();
        if (host == null || host.matches("(?i)localhost|127\\..*|\\[::1]")) return List.of();
        return mirrors.stream()
                .sorted(Comparator.comparing(mirror -> distances.getOrDefault(mirror, (long) FAR)))
                .map(mirror -> mirror.resolve(host + archive.getRawPath()))
                .filter(copy -> copy.equals(copy.normalize()))
                .toList();
    }

    /** Until a connection stands, in milliseconds. */
    private static long distance(URI mirror) {
        int port = mirror.getPort() >= 0 ? mirror.getPort() : mirror.getScheme().equals("https") ? 443 : 80;
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(mirror.getHost(), port), FAR);
        } catch (IOException unreachable) {
            return FAR;
        }
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
