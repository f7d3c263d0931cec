package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;
import org.slipway.model.InterfaceUri;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

/** {@code show}: what an application or a selections document has. */
final class ShowCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    ShowCommand(Services services, Console console) {
        super(services.loop, "show", "APP | SELECTIONS", Option.JSON, Option.XML, Option.ROOT_URI);
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().size() != 1) throw new WrongUsage();
        boolean root = invocation.has(Option.ROOT_URI);
        boolean xml = invocation.has(Option.XML);
        boolean json = invocation.has(Option.JSON);
        if (root && xml) throw new Complaint("Can't use --xml with --root-uri");
        String typed = invocation.words().get(0);
        Optional<App> app = services.apps.find(typed);
        if (app.isPresent() && !root && !xml && !json) restrictions(app.get());
        Selections selections = app.isPresent() ? selections(app.get()) : saved(typed);
        if (root) console.print(selections.root().interfaceUri().text());
        else if (json) console.print(new SelectionsJson(services).of(selections));
        else if (xml) console.write(Xml.write(selections.document()));
        else console.print(SelectionsTree.of(selections, services.store));
    }

    private void restrictions(App app) throws Complaint, IOException {
        try {
            print(console, app.wanted().requirements().restrictions());
        } catch (BadApp bad) {
            throw new Complaint(bad.getMessage(), Status.MALFORMED);
        }
    }

    static void print(Console console, Map<InterfaceUri, VersionExpression> restrictions) {
        if (restrictions.isEmpty()) return;
        console.print("User-provided restrictions in force:");
        new TreeMap<>(restrictions).forEach((uri, range) -> console.print("  " + uri + ": " + range));
        console.print("");
    }

    static Selections selections(App app) throws Complaint, IOException {
        try {
            return app.selections()
                    .orElseThrow(() -> new Complaint("App selections missing in " + app.directory()
                            + ": run or update it to choose again, or remove it (destroy " + app.name() + ")"));
        } catch (BadApp bad) {
            throw new Complaint(bad.getMessage(), Status.MALFORMED);
        }
    }

    private Selections saved(String typed) throws Complaint {
        Path file = new Names(services.host).path(typed);
        Element root = Target.read(file);
        if (!root.is("selections"))
            throw new Complaint("'" + typed + "' is neither an app nor a selections document: its root is <"
                    + root.name().getLocalPart() + ">");
        try {
            return SelectionsReader.read(root);
        } catch (MalformedFeed malformed) {
            throw new Complaint(malformed.getMessage(), Status.MALFORMED);
        }
    }
}
