package org.slipway.cli.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Unsigned;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;

/** Who has signed the feeds that are cached. With the verifier comes the keyring, which most commands do without. */
@Component(service = Signers.class)
public final class Signers {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Reference(
            service = SignatureVerifier.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ServiceReference<SignatureVerifier> highest;

    private final BundleContext context;
    private final Providers<SignatureVerifier> providers;

    @Activate
    public Signers(BundleContext context, @Reference Loop loop) {
        this.context = context;
        // The complaint says what is wrong.
        this.providers = new Providers<>(loop, "signature verifier", this::present, text -> {});
    }

    Signers(Loop loop, SignatureVerifier verifier) {
        this.context = null;
        this.providers =
                new Providers<>(loop, "signature verifier", () -> Providers.inOrder(List.of(verifier)), text -> {});
    }

    private List<Map.Entry<Map<String, Object>, SignatureVerifier>> present() {
        ServiceReference<SignatureVerifier> now = highest;
        SignatureVerifier verifier = now == null ? null : context.getService(now);
        return verifier == null ? List.of() : Providers.inOrder(List.of(verifier));
    }

    /** The valid signatures of a document by keys that are known here. Off the loop. */
    List<Signature.Valid> of(byte[] document) throws Complaint {
        try {
            return all(document).stream()
                    .filter(Signature.Valid.class::isInstance)
                    .map(Signature.Valid.class::cast)
                    .toList();
        } catch (Unsigned none) {
            return List.of();
        }
    }

    /** What is found out about each signature of a document. Off the loop. */
    List<Signature> all(byte[] document) throws Complaint, Unsigned {
        for (Provider<SignatureVerifier> verifier : providers.healthy()) {
            try {
                return verifier.ask(LONGEST, asked -> asked.verify(document)).signatures();
            } catch (Unsigned none) {
                throw none;
            } catch (Exception broken) {
                throw new Complaint("The signatures cannot be looked at: " + broken.getMessage());
            }
        }
        throw new Complaint("Nobody is there to verify signatures");
    }
}
