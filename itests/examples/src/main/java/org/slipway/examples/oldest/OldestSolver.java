package org.slipway.examples.oldest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Snapshot;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.model.FeedUri;
import org.slipway.model.Requirements;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;

/**
 * A solver as small as one can be: it takes the oldest version of a program that needs nothing else. It is asked for by its
 * name; with its ranking, nobody gets it who does not ask.
 */
@Component(property = {Solver.NAME + "=" + OldestSolver.OLDEST, "service.ranking:Integer=-1"})
public final class OldestSolver implements Solver {

    public static final String OLDEST = "oldest";

    @Override
    public Solution solve(Requirements requirements, Snapshot snapshot) {
        FeedUri uri = requirements.interfaceUri().mainFeed();
        List<String> problems = new ArrayList<>();
        Snapshot.Lookup lookup = snapshot.feed(uri);
        lookup.problem().ifPresent(problems::add);
        Optional<Implementation> oldest = lookup.feed().flatMap(feed -> oldest(feed, requirements));
        if (oldest.isEmpty()) return unsolvable(requirements, problems, uri);
        try {
            return new Solution.Solved(SelectionsReader.read(document(requirements, oldest.get())), Set.of(uri));
        } catch (MalformedFeed unreadable) {
            return unsolvable(requirements, List.of(unreadable.getMessage()), uri);
        }
    }

    private static Optional<Implementation> oldest(Feed feed, Requirements requirements) {
        return feed.implementations().values().stream()
                .filter(it -> it.dependencies().isEmpty())
                .filter(it -> requirements.command().stream()
                        .allMatch(name -> it.commands().containsKey(name)))
                .min(Comparator.comparing(Implementation::version));
    }

    private static Element document(Requirements requirements, Implementation chosen) {
        String uri = requirements.interfaceUri().text();
        Element selection = Element.of("selection")
                .with("interface", uri)
                .with("id", chosen.id())
                .with("version", chosen.version().toString());
        if (chosen.source() instanceof Implementation.Source.Local local)
            selection = selection.with("local-path", local.path().toString());
        Element root = Element.of("selections").with("interface", uri);
        if (requirements.command().isPresent()) {
            String name = requirements.command().get();
            root = root.with("command", name);
            selection = selection.with(chosen.commands().get(name).element());
        }
        return root.with(selection);
    }

    private static Solution unsolvable(Requirements requirements, List<String> problems, FeedUri uri) {
        List<Explanation.Problem> told = problems.stream()
                .<Explanation.Problem>map(Explanation.Problem.Told::new)
                .toList();
        Explanation.Component root = new Explanation.Component(
                requirements.root(), Optional.empty(), Optional.empty(), told, List.of(), List.of(), 0, 0);
        return new Solution.Unsolvable(new Explanation(List.of(root)), Set.of(uri));
    }
}
