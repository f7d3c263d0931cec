package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.solver.RankingRule;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

/** What every ranking rule does, whatever it prefers. */
public abstract class RankingRuleContract {
    private static final FeedUri FEED = FeedUri.of("/opt/app/app.xml");

    protected abstract RankingRule rule() throws Exception;

    private static List<Implementation> candidates() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String arch : List.of("*-*", "Linux-x86_64", "Windows-*"))
            for (String stability : List.of("stable", "testing", "insecure"))
                for (int version = 1; version < 4; version++)
                    all.append("<implementation id='%1$s %2$s %3$d' arch='%1$s' stability='%2$s' version='%3$d' "
                                    .formatted(arch, stability, version))
                            .append(version == 2 ? "license='GPL-2.0' langs='de fr'" : "")
                            .append(" local-path='/x'/>");
        String document = "<interface xmlns='" + Element.ZERO_INSTALL
                + "' uri='https://example.com/app.xml'><name>x</name>" + all + "</interface>";
        return List.copyOf(FeedReader.read(FEED, Xml.read(document.getBytes(StandardCharsets.UTF_8)))
                .implementations()
                .values());
    }

    @Test
    void the_order_is_consistent() throws Exception {
        Comparator<Implementation> order = rule().order();
        List<Implementation> candidates = candidates();
        for (Implementation a : candidates)
            for (Implementation b : candidates) {
                int ab = Integer.signum(order.compare(a, b));
                assertThat(Integer.signum(order.compare(b, a))).isEqualTo(-ab);
                for (Implementation c : candidates) {
                    int bc = Integer.signum(order.compare(b, c));
                    if (ab <= 0 && bc <= 0) assertThat(order.compare(a, c)).isLessThanOrEqualTo(0);
                    if (ab == 0) assertThat(Integer.signum(order.compare(a, c))).isEqualTo(bc);
                }
            }
    }

    @Test
    void nothing_is_better_than_itself() throws Exception {
        Comparator<Implementation> order = rule().order();
        for (Implementation candidate : candidates())
            assertThat(order.compare(candidate, candidate)).isZero();
    }
}
