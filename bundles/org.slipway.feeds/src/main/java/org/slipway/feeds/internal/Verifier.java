package org.slipway.feeds.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Unsigned;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.model.FeedUri;

/** Has the verifier with the highest ranking. Off the loop. */
@Component(service = Verifier.class)
public final class Verifier {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SignatureVerifier highest;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Providers<SignatureVerifier> providers;

    @Activate
    public Verifier(@Reference Loop loop) {
        // The refusal says what is wrong.
        this.providers = new Providers<>(loop, "signature verifier", this::present, text -> {});
    }

    Verifier(Loop loop, SignatureVerifier highest) {
        this(loop);
        this.highest = highest;
    }

    private List<Map.Entry<Map<String, Object>, SignatureVerifier>> present() {
        SignatureVerifier now = highest;
        return now == null ? List.of() : Providers.inOrder(List.of(now));
    }

    /** One that fails is not passed over: a document could be made to fail at the strictest. */
    Checked verify(FeedUri.Remote feed, byte[] document) {
        for (Provider<SignatureVerifier> verifier : providers.all()) {
            if (verifier.isLost())
                return refused(feed, verifier.name() + " has not come back from an earlier document");
            try {
                return new Checked.SignedBy(verifier.ask(LONGEST, asked -> asked.verify(document)));
            } catch (Unsigned unsigned) {
                return refused(feed, unsigned.getMessage());
            } catch (Provider.Defect defect) {
                return refused(feed, verifier.name() + " failed: " + defect.how());
            } catch (Exception unexpected) {
                return refused(feed, verifier.name() + " failed: " + unexpected);
            }
        }
        return refused(feed, "Nobody is there to verify signatures");
    }

    private static Checked refused(FeedUri.Remote feed, String why) {
        return new Checked.Refused(new FeedProblem.NotSigned(feed, why));
    }
}
