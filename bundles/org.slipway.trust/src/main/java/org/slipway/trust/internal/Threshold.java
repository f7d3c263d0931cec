package org.slipway.trust.internal;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
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
        return file.judge(
                PolicyLines.REQUIRE,
                lines -> new Opinion.All(lines.about(question.domain()).lines().stream()
                        .map(Threshold::requirement)
                        .toList()));
    }

    private static Opinion requirement(List<String> line) {
        return new Opinion.Require(PolicyLines.number(line, 1), PolicyLines.keys(line, 2));
    }
}
