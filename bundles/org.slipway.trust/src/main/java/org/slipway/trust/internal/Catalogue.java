package org.slipway.trust.internal;

import java.util.Locale;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.trust.TrustPolicy;

/** {@code catalogue URI...}: only these feeds; one that ends in {@code /} stands for all below it. For kiosks. */
@Component
public final class Catalogue implements TrustPolicy {
    private final PolicyFile file;

    @Activate
    public Catalogue(@Reference PolicyFile file) {
        this.file = file;
    }

    @Override
    public Opinion judge(Case question) {
        String feed = question.feed().text();
        return file.judge(
                PolicyLines.CATALOGUE,
                lines -> lines.lines().stream()
                                .flatMap(line -> line.words().stream())
                                .anyMatch(uri -> includes(uri, feed))
                        ? new Opinion.None()
                        : new Opinion.Refuse("it is not in the catalogue of this machine"));
    }

    private static boolean includes(String uri, String feed) {
        if (!uri.endsWith("/")) return feed.equals(uri);
        boolean leavesAgain =
                feed.contains("/../") || feed.toLowerCase(Locale.ROOT).contains("%2e");
        return feed.startsWith(uri) && !leavesAgain;
    }
}
