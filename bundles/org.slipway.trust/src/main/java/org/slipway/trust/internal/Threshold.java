package org.slipway.trust.internal;

import java.util.HashSet;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustPolicy;

/** {@code require DOMAIN NUMBER [FINGERPRINT...]}: that many signatures, by these keys or by any that are trusted. */
@Component
public final class Threshold implements TrustPolicy {
    private final PolicyFile file;

    @Activate
    public Threshold(@Reference PolicyFile file) {
        this.file = file;
    }

    @Override
    public Opinion judge(Case question) {
        boolean strongOnly = file.has(PolicyLines.STRONG);
        return file.judge(
                PolicyLines.REQUIRE,
                lines -> new Opinion.All(lines.about(question.domain()).lines().stream()
                        .map(line -> strongOnly ? strong(line, question) : requirement(line))
                        .toList()));
    }

    private static Opinion requirement(PolicyLine line) {
        return new Opinion.Require(line.count(1), line.keys(2));
    }

    /** Where there is also {@code strong}, the others do not count. */
    private static Opinion strong(PolicyLine line, Case question) {
        int number = line.count(1);
        Set<Fingerprint> counting = new HashSet<>(StrongOnly.strong(question));
        Set<Fingerprint> named = line.keys(2);
        if (!named.isEmpty()) counting.retainAll(named);
        if (counting.size() >= number) return new Opinion.Require(number, counting);
        return new Opinion.Refuse("it needs " + number + (number == 1 ? " strong signature" : " strong signatures")
                + ", and has " + counting.size());
    }
}
