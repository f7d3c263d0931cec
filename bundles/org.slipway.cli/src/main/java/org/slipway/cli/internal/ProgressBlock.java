package org.slipway.cli.internal;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.slipway.api.monitor.Event;
import org.slipway.model.ManifestDigest;

/** What is under way: a line for each download, for what is unpacked and verified, and one for all downloads together. */
final class ProgressBlock {
    private static final int MOST = 8;

    private final Map<Long, ShownTransfer> transfers = new LinkedHashMap<>();
    private final Set<URI> mirrors = new HashSet<>();
    private final Set<URI> unpacking = new LinkedHashSet<>();
    private final Set<ManifestDigest> verifying = new LinkedHashSet<>();
    private long fetched;

    private record Line(String name, List<String> details, boolean held) {
        Line {
            name = SafeText.of(name);
        }
    }

    void follow(Event event, Instant now) {
        if (event instanceof Event.DownloadQueued queued) transfers.put(queued.id(), new ShownTransfer(queued, now));
        if (event instanceof Event.DownloadStarted started) with(started.id(), ShownTransfer::connects);
        if (event instanceof Event.DownloadAnswered answered)
            with(answered.id(), one -> one.isAnswered(answered.at(), now));
        if (event instanceof Event.DownloadProgress progress)
            with(progress.id(), one -> one.receives(progress.received()));
        if (event instanceof Event.DownloadRetried retried)
            with(retried.id(), one -> one.isTriedAgain(retried.after()));
        if (event instanceof Event.DownloadEnded ended) ends(ended, now);
        if (event instanceof Event.MirrorStarted mirror) mirrors.add(mirror.mirror());
        if (event instanceof Event.Unpacking archive) unpacking.add(archive.archive());
        if (event instanceof Event.Unpacked archive) unpacking.remove(archive.archive());
        if (event instanceof Event.NotUnpacked archive) unpacking.remove(archive.archive());
        if (event instanceof Event.Verifying tree) verifying.add(tree.digest());
        if (event instanceof Event.Verified tree) verifying.remove(tree.digest());
        if (event instanceof Event.NotVerified tree) verifying.remove(tree.digest());
        if (isEmpty()) fetched = 0;
    }

    private void with(long id, Consumer<ShownTransfer> change) {
        ShownTransfer transfer = transfers.get(id);
        if (transfer != null) change.accept(transfer);
    }

    private void ends(Event.DownloadEnded ended, Instant now) {
        ShownTransfer transfer = transfers.remove(ended.id());
        if (transfer == null) return;
        mirrors.remove(transfer.uri());
        if (ended.ending() == Event.Ending.FETCHED)
            fetched += transfer.received(now).bytes();
    }

    boolean isEmpty() {
        return transfers.isEmpty() && unpacking.isEmpty() && verifying.isEmpty();
    }

    /** The last one stands for all. Safe for a terminal; none is wider than it. */
    List<String> lines(Instant now, Screen screen) {
        List<Line> lines = new ArrayList<>(each(now));
        if (lines.size() > MOST) {
            Line rest = new Line("and " + (lines.size() - MOST) + " more", List.of(), false);
            lines.subList(MOST, lines.size()).clear();
            lines.add(rest);
        }
        if (transfers.size() > 1) lines.add(total(now));
        int room = screen.columns() - 1;
        int names = lines.stream()
                .mapToInt(line -> Math.min(room / 3, line.name().length()))
                .max()
                .orElse(0);
        return lines.stream().map(line -> text(line, names, room, screen)).toList();
    }

    /** What gets on comes first. */
    private List<Line> each(Instant now) {
        Stream<Line> downloads = transfers.values().stream()
                .sorted(Comparator.comparing(ShownTransfer::isHeld))
                .map(transfer -> line(transfer, now));
        Set<URI> coming = new HashSet<>();
        transfers.values().forEach(transfer -> coming.add(transfer.uri()));
        Stream<Line> archives = unpacking.stream()
                .filter(archive -> !coming.contains(archive))
                .map(archive -> new Line(name(archive), List.of("unpacking"), false));
        Stream<Line> trees = verifying.stream().map(digest -> new Line(digest.toString(), List.of("verifying"), false));
        return Stream.of(downloads, archives, trees).flatMap(lines -> lines).toList();
    }

    private Line line(ShownTransfer transfer, Instant now) {
        List<String> details = transfer.received(now).words();
        if (!transfer.state().isEmpty()) details.add(transfer.state());
        if (unpacking.contains(transfer.uri())) details.add("unpacking");
        if (mirrors.contains(transfer.uri()))
            details.add("mirror " + transfer.uri().getHost());
        return new Line(name(transfer.uri()), details, transfer.isHeld());
    }

    private Line total(Instant now) {
        long bytes = fetched;
        long rate = 0;
        OptionalLong size = OptionalLong.of(fetched);
        for (ShownTransfer transfer : transfers.values()) {
            Received received = transfer.received(now);
            bytes += received.bytes();
            rate += received.rate().orElse(0);
            size = size.isPresent() && received.size().isPresent()
                    ? OptionalLong.of(size.getAsLong() + received.size().getAsLong())
                    : OptionalLong.empty();
        }
        OptionalLong known = rate > 0 ? OptionalLong.of(rate) : OptionalLong.empty();
        return new Line(transfers.size() + " downloads", new Received(bytes, size, known).words(), false);
    }

    /** The end of its path, which is what people know it by. */
    private static String name(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? uri.toString() : last;
    }

    private static String text(Line line, int names, int room, Screen screen) {
        String name = cut(line.name(), line.details().isEmpty() ? room : names);
        String details = cut(SafeText.of(String.join(", ", line.details())), room - names - 2);
        if (details.isEmpty()) return screen.bold(name);
        return screen.bold(name)
                + " ".repeat(names - name.length() + 2)
                + (line.held() ? screen.yellow(details) : details);
    }

    private static String cut(String text, int room) {
        return text.length() > room ? text.substring(0, room - 3) + "..." : text;
    }
}
