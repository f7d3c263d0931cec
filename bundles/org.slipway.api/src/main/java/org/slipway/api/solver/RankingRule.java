package org.slipway.api.solver;

import java.util.Comparator;

import org.osgi.annotation.versioning.ConsumerType;
import org.slipway.model.feed.Implementation;

/** Decides between two candidates of a role before all built-in rules do. A consistent order; 0 for no opinion. */
@ConsumerType
public interface RankingRule {

    /** The better one comes first. */
    Comparator<Implementation> order();
}
