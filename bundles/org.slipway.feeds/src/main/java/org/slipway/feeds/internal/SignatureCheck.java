package org.slipway.feeds.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedProblem.MissingKey;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signed;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Who signed a document, after the keys that were missing have been fetched. One valid signature is enough. */
@Component(service = SignatureCheck.class)
public final class SignatureCheck {

    /** So that a document cannot have any number of files fetched. */
    static final int MOST_KEYS = 16;

    private final Loop loop;
    private final Verifier verifier;
    private final KeyFetch keys;

    @Activate
    public SignatureCheck(@Reference Loop loop, @Reference Verifier verifier, @Reference KeyFetch keys) {
        this.loop = loop;
        this.verifier = verifier;
        this.keys = keys;
    }

    /** @param keysFrom a resource in the directory that has the keys */
    Promise<Checked> check(FeedUri.Remote feed, byte[] document, URI keysFrom, Switch scope) {
        return loop.offLoop(() -> verifier.verify(feed, document))
                .flatMap(checked -> checked.fold(
                        signed -> withMissingKeys(feed, document, signed.signed(), keysFrom, scope),
                        refused -> loop.promises().resolved(refused)));
    }

    private Promise<Checked> withMissingKeys(
            FeedUri.Remote feed, byte[] document, Signed signed, URI keysFrom, Switch scope) {
        List<KeyId> missing = missing(signed);
        if (missing.isEmpty()) return loop.promises().resolved(decide(feed, signed, List.of()));
        List<Promise<Optional<MissingKey>>> fetches = new ArrayList<>();
        for (KeyId key : missing) fetches.add(keys.fetch(key, keysFrom, feed, scope));
        return loop.promises()
                .<Optional<MissingKey>, Optional<MissingKey>>all(fetches)
                .flatMap(fetched -> {
                    List<MissingKey> problems =
                            fetched.stream().flatMap(Optional::stream).toList();
                    return loop.offLoop(() -> verifier.verify(feed, document))
                            .map(again -> again.fold(s -> decide(feed, s.signed(), problems), refused -> refused));
                });
    }

    private static List<KeyId> missing(Signed signed) {
        Set<KeyId> missing = new LinkedHashSet<>();
        for (Signature signature : signed.signatures())
            if (signature instanceof Signature.MissingKey key) missing.add(key.issuer());
        return missing.stream().limit(MOST_KEYS).toList();
    }

    private static Checked decide(FeedUri.Remote feed, Signed signed, List<MissingKey> problems) {
        boolean valid = signed.signatures().stream().anyMatch(Signature.Valid.class::isInstance);
        return valid
                ? new Checked.SignedBy(signed)
                : new Checked.Refused(new FeedProblem.NoValidSignature(feed, signed.signatures(), problems));
    }
}
