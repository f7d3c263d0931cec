package org.slipway.driver.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slipway.api.solver.Solver;

/** All solvers there are. */
@Component(service = Solvers.class)
public final class Solvers {

    /** The registry lists the highest ranking last. */
    @Reference(fieldOption = FieldOption.REPLACE, cardinality = ReferenceCardinality.AT_LEAST_ONE)
    private volatile List<Map.Entry<Map<String, Object>, Solver>> solvers = List.of();

    @Activate
    public Solvers() {}

    Solvers(List<Map.Entry<Map<String, Object>, Solver>> solvers) {
        this.solvers = solvers;
    }

    /**
     * The one of that name, or the highest ranking; a request keeps the one that it began with.
     *
     * @throws IllegalArgumentException if there is none of that name, with a sentence for the user
     */
    Solver named(Optional<String> wanted) {
        List<String> names = new ArrayList<>();
        List<Map.Entry<Map<String, Object>, Solver>> now = solvers;
        for (int i = now.size() - 1; i >= 0; i--) {
            String name = String.valueOf(now.get(i).getKey().get(Solver.NAME));
            if (wanted.isEmpty() || wanted.get().equals(name)) return now.get(i).getValue();
            names.add(name);
        }
        throw new IllegalArgumentException(
                "There is no solver called '" + wanted.orElse("") + "'; there is: " + String.join(", ", names));
    }
}
