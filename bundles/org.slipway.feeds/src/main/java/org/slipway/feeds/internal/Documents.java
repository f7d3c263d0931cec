package org.slipway.feeds.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slipway.model.FeedUri;
import org.slipway.model.Stability;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** Reads XML files and feeds. */
final class Documents {

    private Documents() {}

    /** The content of a file, if it is there. */
    static Optional<byte[]> bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes((int) Xml.LOCAL_LIMIT + 1);
            if (content.length > Xml.LOCAL_LIMIT)
                throw new IOException("More than " + (Xml.LOCAL_LIMIT >> 20) + " MB: " + file);
            return Optional.of(content);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** The root of a file of preferences, if it is there. */
    static Optional<Element> read(Optional<Path> file) throws IOException {
        if (file.isEmpty()) return Optional.empty();
        Optional<byte[]> content = bytes(file.get());
        if (content.isEmpty()) return Optional.empty();
        try {
            return Optional.of(Xml.read(content.get()));
        } catch (MalformedXml malformed) {
            throw damaged(file.get(), malformed.getMessage(), malformed);
        }
    }

    /**
     * What a file of preferences says, if it is there.
     *
     * @param sense throws IllegalArgumentException if there is none in it
     */
    static <T> Optional<T> read(Optional<Path> file, Function<Element, T> sense) throws IOException {
        Optional<Element> root = read(file);
        try {
            return root.map(sense);
        } catch (IllegalArgumentException nonsense) {
            throw damaged(file.orElseThrow(), nonsense.getMessage(), nonsense);
        }
    }

    /** What was mistyped may have been meant to keep a version from running, so it is not passed over. */
    static Stability stability(String text) {
        return Stability.of(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no stability; one of "
                        + Arrays.stream(Stability.values()).map(Stability::text).collect(Collectors.joining(", "))
                        + " is"));
    }

    /** @param cause may be null */
    static IOException damaged(Path file, String why, Exception cause) {
        return new IOException(
                "The preferences in '" + file + "' are damaged (" + why
                        + "). Mend the file, or move it away to do without them",
                cause);
    }

    /** A feed in the wrong place: its {@code uri} is that of another one. */
    static final class WrongUri extends Exception {
        private static final long serialVersionUID = 1;

        private final String found;

        WrongUri(String found) {
            super("The feed says that it is '" + found + "'");
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    static Feed remote(FeedUri.Remote uri, byte[] document) throws MalformedXml, MalformedFeed, WrongUri {
        Element root = Xml.read(document);
        Feed feed = FeedReader.read(uri, root);
        String found = root.attribute("uri").orElse("");
        if (!found.equals(uri.text())) throw new WrongUri(found);
        return feed;
    }

    static Feed local(FeedUri.Local uri, byte[] document) throws MalformedXml, MalformedFeed {
        return FeedReader.read(uri, Xml.read(document));
    }
}
