package org.slipway.feeds.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Unsigned;
import org.slipway.model.FeedUri;

/** Has the verifier with the highest ranking. Off the loop. */
@Component(service = Verifier.class)
public final class Verifier {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SignatureVerifier highest;

    @Activate
    public Verifier() {}

    Verifier(SignatureVerifier highest) {
        this.highest = highest;
    }

    /** One that fails is not passed over: a document could be made to fail at the strictest. */
    Checked verify(FeedUri.Remote feed, byte[] document) {
        SignatureVerifier verifier = highest;
        if (verifier == null) return refused(feed, "Nobody is there to verify signatures");
        try {
            return new Checked.SignedBy(verifier.verify(document));
        } catch (Unsigned unsigned) {
            return refused(feed, unsigned.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError defect) {
            return refused(feed, verifier.getClass().getName() + " failed: " + defect);
        }
    }

    private static Checked refused(FeedUri.Remote feed, String why) {
        return new Checked.Refused(new FeedProblem.NotSigned(feed, why));
    }
}
