package org.slipway.api.solver;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;

/** Tells why a solution is as it is. */
@ProviderType
public interface Reasoner {

    /**
     * @param requirements that the selections were made for
     * @param selections perhaps of another time, when other candidates were known
     * @return for each component, the root first, and after each what it needs
     */
    List<Choice> choices(Requirements requirements, Snapshot snapshot, Selections selections);
}
