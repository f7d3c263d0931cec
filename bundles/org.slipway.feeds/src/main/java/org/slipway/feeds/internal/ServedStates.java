package org.slipway.feeds.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.api.transport.Validators;
import org.slipway.model.FeedUri;

/**
 * By what the primary recognises the document that is cached, in {@code slipway/validators}: a line with the document's
 * SHA-256, one with the entity tag, one with the time. Off the loop.
 */
@Component(service = ServedStates.class)
public final class ServedStates {

    private final FeedCache cache;
    private final CacheFiles files;
    private final AtomicFiles atomic;

    @Activate
    public ServedStates(@Reference FeedCache cache, @Reference Places places, @Reference AtomicFiles atomic) {
        this.cache = cache;
        this.files = new CacheFiles(places);
        this.atomic = atomic;
    }

    /** A document, and by what the primary recognises it. */
    record Served(byte[] document, Validators validators) {}

    /** Nothing unless what is cached is what the primary served. What cannot be read is fetched anew. */
    Optional<Served> cached(FeedUri.Remote feed) {
        try {
            Optional<byte[]> document = cache.bytes(feed);
            Optional<byte[]> note = Documents.bytes(files.validators(feed).own());
            if (document.isEmpty() || note.isEmpty()) return Optional.empty();
            List<String> lines = new String(note.get(), UTF_8).lines().toList();
            if (lines.size() != 3 || !lines.get(0).equals(digest(document.get()))) return Optional.empty();
            Validators validators = new Validators(unlessEmpty(lines.get(1)), unlessEmpty(lines.get(2)));
            return Optional.of(new Served(document.get(), validators));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> unlessEmpty(String line) {
        return Optional.of(line).filter(text -> !text.isEmpty());
    }

    void remember(FeedUri.Remote feed, byte[] document, Validators validators) throws IOException {
        if (validators.equals(Validators.NONE)) return;
        String note = digest(document) + "\n" + validators.etag().orElse("") + "\n"
                + validators.lastModified().orElse("") + "\n";
        atomic.replace(files.validators(feed).own(), note.getBytes(UTF_8));
    }

    private static String digest(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
