package org.slipway.cli.internal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.MalformedXml;

/** A feed file of a publisher's, without the signature that it may have. */
final class Publishable {
    private final Path file;
    private final byte[] original;
    private final FeedDocument document;
    private final Feed feed;
    private final boolean signed;

    private Publishable(Path file, byte[] original, FeedDocument document, Feed feed, boolean signed) {
        this.file = file;
        this.original = original;
        this.document = document;
        this.feed = feed;
        this.signed = signed;
    }

    static Publishable read(Path file) throws Complaint {
        byte[] bytes = FeedDocument.read(file);
        boolean signed = SignatureComment.of(bytes).isPresent();
        FeedDocument document = document(file, signed ? SignatureComment.content(bytes) : bytes);
        return new Publishable(file, bytes, document, feed(file, document), signed);
    }

    static FeedDocument document(Path file, byte[] bytes) throws Complaint {
        try {
            return FeedDocument.of(bytes);
        } catch (MalformedXml malformed) {
            throw new Complaint("'" + file + "' is not well-formed XML: " + malformed.getMessage(), Status.MALFORMED);
        }
    }

    private static Feed feed(Path file, FeedDocument document) throws Complaint {
        try {
            FeedUri uri = FeedCheck.uri(document).map(FeedUri::of).orElse(new FeedUri.Local(file));
            return FeedReader.read(uri, document.root());
        } catch (MalformedFeed | IllegalArgumentException malformed) {
            throw new Complaint(
                    "'" + file + "' cannot be used: " + malformed.getMessage()
                            + "\nPut it right first: slipway feed check " + file,
                    Status.MALFORMED);
        }
    }

    /** As it was read, with the signature. */
    byte[] original() {
        return original;
    }

    Path file() {
        return file;
    }

    /** Whether users get it from the network. */
    boolean isPublished() {
        return FeedCheck.uri(document).isPresent();
    }

    boolean isSigned() {
        return signed;
    }

    /** @param warnings of what has been added */
    record Extended(byte[] bytes, List<String> warnings) {}

    /** The document with one more implementation, which must be one that users can have, and a new one. */
    Extended with(NewImplementation added, LocalDate today, BiPredicate<String, Optional<String>> readable)
            throws Complaint {
        Implementation same = feed.implementations().get(added.id());
        if (same != null) throw new Complaint("Just this archive is in the feed already, as version " + same.version());
        byte[] bytes = new FeedInsertion(document).insert(added);
        FeedDocument after = document(file, bytes);
        Set<String> known = new FeedCheck(file, document, today, readable)
                .findings().stream().map(Finding::text).collect(Collectors.toSet());
        List<Finding> news = new FeedCheck(file, after, today, readable)
                .findings().stream()
                        .filter(finding -> !known.contains(finding.text()))
                        .toList();
        String errors =
                news.stream().filter(Finding::isError).map(Finding::text).collect(Collectors.joining("\n"));
        if (!errors.isEmpty()) throw new Complaint(errors + "\nNothing has been added");
        compare(feed(file, after).implementations().get(added.id()));
        return new Extended(bytes, news.stream().map(Finding::text).toList());
    }

    /** For another system the same version is another implementation. */
    private void compare(Implementation added) throws Complaint {
        for (Implementation other : feed.implementations().values())
            if (other.version().equals(added.version()) && other.architecture().equals(added.architecture()))
                throw new Complaint("Version " + added.version() + " for " + added.architecture()
                        + " is in the feed already, in line " + document.line(other)
                        + ". Take that out first, or say with --arch what this one is for");
    }
}
