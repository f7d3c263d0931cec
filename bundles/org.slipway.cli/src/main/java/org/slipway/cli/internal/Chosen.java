package org.slipway.cli.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.solver.Choice;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Command.Invocation;

/** The choices behind a program's selections, or behind a document of selections, and how people name one of them. */
final class Chosen {
    private final List<Choice> choices;

    Chosen(List<Choice> choices) {
        this.choices = choices;
    }

    static Promise<Chosen> of(Services services, Selecting selecting, Invocation invocation, Switch scope)
            throws Complaint {
        return selecting
                .make(invocation, Goal.SELECT, scope)
                .flatMap(made -> services.driver.choices(made.selections(), made.request()))
                .map(Chosen::new);
    }

    List<Choice> all() {
        return choices;
    }

    Choice root() {
        return choices.get(0);
    }

    /** @param name an interface, or the last part of one without {@code .xml} */
    Choice named(String name) throws Complaint {
        Map<String, Choice> names = new TreeMap<>();
        for (Choice choice : choices) {
            String uri = choice.role().interfaceUri().text();
            if (uri.equals(name) || choice.role().toString().equals(name)) return choice;
            names.putIfAbsent(shortened(uri), choice);
        }
        if (names.containsKey(name)) return names.get(name);
        Set<String> known = names.keySet();
        throw new Complaint("Nothing called '" + name + "' is selected: "
                + Nearest.to(name, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("there is " + String.join(", ", known)));
    }

    private static String shortened(String uri) {
        String last = uri.substring(uri.lastIndexOf('/') + 1);
        return last.endsWith(".xml") ? last.substring(0, last.length() - 4) : last;
    }
}
