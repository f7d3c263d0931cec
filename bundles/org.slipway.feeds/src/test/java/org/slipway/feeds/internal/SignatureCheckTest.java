package org.slipway.feeds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slipway.feeds.internal.FeedWorld.FEED;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Signed;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedDownloads;

class SignatureCheckTest {

    private static final Signature VALID =
            new Signature.Valid(new Fingerprint("A".repeat(40)), Instant.EPOCH, List.of());
    private static final URI FROM = URI.create("https://h/d/feed.xml?q=/x");

    private final ManualLoop loop = new ManualLoop();
    private final ScriptedDownloads downloads = new ScriptedDownloads(loop);
    private final List<KeyId> added = new ArrayList<>();

    private Promise<Checked> check(List<Signature> signatures) {
        SignatureVerifier verifier = document -> new Signed(document, signatures);
        Keyring keyring = new Keyring() {
            @Override
            public Addition add(byte[] keyFile, KeyId wanted) {
                added.add(wanted);
                return Addition.MALFORMED;
            }

            @Override
            public Optional<KeyFile> publish(Fingerprint key) {
                return Optional.empty();
            }

            @Override
            public Optional<Description> describe(Fingerprint key) {
                return Optional.empty();
            }
        };
        KeyFetch keys =
                new KeyFetch(loop, downloads, scope -> loop.promises().resolved(Path.of("never-written")), keyring);
        SignatureCheck check = new SignatureCheck(loop, new Verifier(loop, verifier), keys);
        Promise<Checked> checked = check.check(FEED, new byte[0], FROM, loop.scope());
        loop.run();
        return checked;
    }

    private static Signature missing(int number) {
        return new Signature.MissingKey(new KeyId(String.format("%016X", number)));
    }

    private void nothingIsServed() {
        for (URI uri : downloads.pending()) downloads.fails(uri.toString(), Kind.NOT_FOUND);
    }

    @Test
    void a_key_is_looked_for_in_the_directory_of_the_path() {
        check(List.of(missing(1)));
        assertThat(downloads.pending()).containsExactly(URI.create("https://h/d/0000000000000001.gpg"));
    }

    @Test
    void all_missing_keys_are_fetched_side_by_side_and_one_valid_signature_is_enough() {
        Promise<Checked> checked = check(List.of(missing(1), VALID, missing(2)));
        assertThat(downloads.pending()).hasSize(2);
        nothingIsServed();
        assertThat(loop.value(checked)).isInstanceOf(Checked.SignedBy.class);
        assertThat(added).isEmpty();
    }

    @Test
    void endless_signatures_do_not_fetch_endless_keys() {
        check(IntStream.range(0, 1000).mapToObj(SignatureCheckTest::missing).toList());
        assertThat(downloads.pending()).hasSize(SignatureCheck.MOST_KEYS);
    }

    @Test
    void no_signature_is_never_all_signatures_good() {
        Checked.Refused refused = (Checked.Refused) loop.value(check(List.of()));
        assertThat(refused.why()).isInstanceOf(FeedProblem.NoValidSignature.class);
    }

    @Test
    void without_a_verifier_nothing_is_believed() {
        assertThat(new Verifier(loop, null).verify(FEED, new byte[0])).isInstanceOf(Checked.Refused.class);
    }
}
