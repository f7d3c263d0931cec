package org.slipway.feeds.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.api.signature.Signed;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.MalformedXml;

/** Replaces what a source has brought by a trusted document, if that is a catalog, and not older. Off the loop. */
@Component(service = CatalogEntry.class)
public final class CatalogEntry {

    private final CatalogFiles files;
    private final Verifier verifier;
    private final TrustDatabase trust;

    @Activate
    public CatalogEntry(
            @Reference Places places,
            @Reference AtomicFiles files,
            @Reference Verifier verifier,
            @Reference TrustDatabase trust) {
        this.files = new CatalogFiles(places, files);
        this.verifier = verifier;
        this.trust = trust;
    }

    Acquaintance acquaintance(FeedUri.Remote source) {
        try {
            return files.brought(source).isPresent() ? Acquaintance.KNOWN : Acquaintance.NEW;
        } catch (IOException unreadable) {
            return Acquaintance.KNOWN;
        }
    }

    /**
     * @param document with its signature block
     * @param signed what the signatures cover: only this is parsed
     * @param signedAt the time of the oldest trusted signature
     * @return what is wrong with it; nothing if it is kept now
     */
    Optional<FeedProblem> replace(FeedUri.Remote source, byte[] document, Signed signed, Instant signedAt) {
        try {
            CatalogFiles.read(signed.content());
            Optional<SignedDate> before = before(source, document);
            if (before.isPresent() && before.get().isNotFollowedBy(signed, signedAt))
                return refused(source, new Import.ReplayAttack(before.get().signedAt(), signedAt));
            files.bring(source, document);
            return Optional.empty();
        } catch (MalformedXml | MalformedFeed malformed) {
            return refused(source, new Import.Malformed(malformed.getMessage()));
        } catch (IOException disk) {
            return Optional.of(new FeedProblem.CacheFailure(source, DiskFailure.words(disk)));
        }
    }

    /** A local catalog needs no signature: the user named it. */
    static Optional<FeedProblem> look(FeedUri.Local source) {
        try {
            Optional<byte[]> document = Documents.bytes(Path.of(source.text()));
            if (document.isEmpty()) return refused(source, new Import.Malformed("there is no such file"));
            CatalogFiles.read(document.get());
            return Optional.empty();
        } catch (MalformedXml | MalformedFeed malformed) {
            return refused(source, new Import.Malformed(malformed.getMessage()));
        } catch (IOException disk) {
            return refused(source, new Import.Malformed(DiskFailure.words(disk)));
        }
    }

    private static Optional<FeedProblem> refused(FeedUri source, Import why) {
        return Optional.of(new FeedProblem.NotImported(source, why));
    }

    /** Nothing if there is none, or it is the same, broken, or no longer believed. */
    private Optional<SignedDate> before(FeedUri.Remote source, byte[] document) throws IOException {
        Optional<byte[]> present = present(source);
        if (present.isEmpty() || Arrays.equals(present.get(), document)) return Optional.empty();
        if (!(verifier.verify(source, present.get()) instanceof Checked.SignedBy signed)) return Optional.empty();
        return SignedDate.of(signed.signed(), TrustDomain.of(source), trust);
    }

    /** What cannot be read is replaced, if it can be. */
    private Optional<byte[]> present(FeedUri.Remote source) {
        try {
            return files.brought(source);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
