package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** {@code search}: the programs that the mirror knows for some words. */
final class SearchCommand extends NamedCommand {
    private final MirrorSearch mirror;
    private final Console console;

    SearchCommand(MirrorSearch mirror, Console console) {
        super("search", "QUERY", Option.JSON);
        this.mirror = mirror;
        this.console = console;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().isEmpty()) throw new WrongUsage();
        return mirror.ask(String.join(" ", invocation.words()), scope).map(hits -> {
            if (invocation.has(Option.JSON)) {
                console.print(JsonText.of(
                        Map.of("results", hits.stream().map(SearchCommand::json).toList())));
                return 0;
            }
            for (int i = 0; i < hits.size(); i++) {
                if (i > 0) console.print("");
                text(hits.get(i)).forEach(line -> console.print(SafeText.of(line)));
            }
            return 0;
        });
    }

    private static Map<String, Object> json(MirrorSearch.Hit hit) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("uri", hit.uri());
        object.put("name", hit.name());
        object.put("summary", hit.summary());
        object.put("score", hit.score());
        return object;
    }

    private static List<String> text(MirrorSearch.Hit hit) {
        return List.of(hit.uri(), "  " + hit.name() + " - " + hit.summary() + " [" + hit.score() + "%]");
    }
}
