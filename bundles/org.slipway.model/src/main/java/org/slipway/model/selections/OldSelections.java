package org.slipway.model.selections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;

/** Documents of 0launch 0.52 to 1.1 have the chain of commands at the root, not in the selections. */
final class OldSelections {
    private OldSelections() {}

    static Element renew(Element root) throws MalformedFeed {
        List<Element> commands = root.children("command").toList();
        if (commands.isEmpty()) return root;
        Map<String, Element> selections = new LinkedHashMap<>();
        root.children("selection")
                .forEach(s -> selections.put(s.attribute("interface").orElse(""), s));
        String next = root.attribute("interface").orElse("");
        for (Element command : commands) {
            Element selection = selections.get(next);
            if (selection == null)
                throw new MalformedFeed("There is no selection for '" + next + "', whose command is there");
            selections.put(next, selection.with(command.with("name", "run")));
            next = command.children("runner")
                    .findFirst()
                    .flatMap(runner -> runner.attribute("interface"))
                    .orElse("");
        }
        return root.withChildren(new ArrayList<>(selections.values())).with("command", "run");
    }
}
