package org.slipway.examples.foureyes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Places;
import org.slipway.api.trust.TrustPolicy;

/** A trust policy: the domains that {@code injector/four-eyes} lists need two trusted signers. */
@Component
public final class FourEyes implements TrustPolicy {
    private final Path file;

    @Activate
    public FourEyes(@Reference Places places) {
        this.file = places.config().resolve("injector/four-eyes");
    }

    @Override
    public Opinion judge(Case question) {
        List<String> domains;
        try {
            domains = Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            return new Opinion.Refuse("the list of domains that need two signers cannot be read");
        }
        return domains.contains(question.domain().text()) ? new Opinion.Require(2, Set.of()) : new Opinion.None();
    }
}
