package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.async.Switch;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.feed.Command;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** {@code man}: the manual page that comes with a program which has been added, or else the system's. */
final class ManCommand extends NamedCommand {
    private static final List<String> DIRECTORIES = List.of("man", "share/man", "usr/man", "usr/share/man");
    private static final List<String> SECTIONS = List.of(".1", ".6", ".8");

    private final Services services;
    private final Caller caller;
    private final Console console;
    private final Selecting selecting;

    ManCommand(Services services, Caller caller, Console console) {
        super("man", "NAME");
        this.services = services;
        this.caller = caller;
        this.console = console;
        this.selecting = new Selecting(services, console);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        int own = invocation.typed().own();
        Optional<StartFile> start =
                words.size() == 1 ? StartFile.onPath(words.get(0), services.host.environment()) : Optional.empty();
        if (start.isEmpty()) return services.loop.offLoop(() -> system(words, own));
        return selections(start.get(), scope)
                .flatMap(selections -> services.loop.offLoop(() -> show(words.get(0), start.get(), selections, own)));
    }

    private Promise<Selections> selections(StartFile start, Switch scope) {
        if (start.app().isPresent())
            return services.loop.offLoop(() -> saved(start.app().get()));
        Requirements requirements = Requirements.run(
                        new InterfaceUri(start.uri().orElseThrow()))
                .withCommand(Optional.of(start.command().orElse("run")));
        DriverRequest request = new DriverRequest(requirements, Refresh.AS_NEEDED, Optional.empty(), Goal.DOWNLOAD);
        return selecting.select(request, scope);
    }

    private Selections saved(String app) throws Complaint, IOException {
        return ShowCommand.selections(
                services.apps.find(app).orElseThrow(() -> new Complaint("There is no app '" + app + "'")));
    }

    private int system(List<String> words, int own) throws Complaint, IOException {
        if (isInstead(words)) return 0;
        StringBuilder script = new StringBuilder("exec man");
        words.forEach(word -> script.append(' ').append(HandOver.quote(word)));
        HandOver.to(caller, script + "\n", own);
        return 0;
    }

    private boolean isInstead(List<String> words) {
        return services.dryRun.instead("man " + String.join(" ", words));
    }

    private int show(String typed, StartFile start, Selections selections, int own) throws Complaint, IOException {
        Selection root = selections.get(selections.root()).orElseThrow();
        String program = program(start, selections, root);
        Optional<Path> tree = root.localPath().or(() -> services.store.find(root.digests()));
        if (root.nativePackage().isPresent() || tree.isEmpty()) return system(List.of(program), own);
        for (String name : DIRECTORIES) {
            Path directory = tree.get().resolve(name);
            if (!Files.isDirectory(directory)) continue;
            if (isInstead(List.of(program))) return 0;
            HandOver.to(
                    caller,
                    "export MANPATH=" + HandOver.quote(directory.toString()) + "\nexec man " + HandOver.quote(program)
                            + "\n",
                    own);
            return 0;
        }
        List<Path> pages = pages(tree.get());
        for (Path page : pages)
            if (List.of(program, typed).contains(name(page))) return system(List.of(page.toString()), own);
        console.print("No matching manpage was found for '" + typed + "' ("
                + selections.root().interfaceUri() + ")");
        if (!pages.isEmpty()) console.print("These non-matching man-pages were found, however:");
        pages.forEach(page -> console.print(page.toString()));
        return 1;
    }

    private static String program(StartFile start, Selections selections, Selection root) throws Complaint {
        String main = start.main()
                .or(() -> selections
                        .command()
                        .map(name -> root.commands().get(name))
                        .flatMap(Command::path))
                .orElseThrow(() -> new Complaint(selections.root().interfaceUri() + " has no main program"));
        return main.substring(main.lastIndexOf('/') + 1);
    }

    private static List<Path> pages(Path tree) throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> children = Files.list(tree)) {
            for (Path child : children.sorted().toList()) {
                boolean hidden = child.getFileName().toString().startsWith(".");
                if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    if (SECTIONS.stream().anyMatch(unzipped(child)::endsWith)) pages.add(child);
                } else if (!hidden) {
                    pages.addAll(pages(child));
                }
            }
        }
        return pages;
    }

    private static String unzipped(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /** Without its section. */
    private static String name(Path page) {
        String file = unzipped(page);
        return file.substring(0, file.lastIndexOf('.'));
    }
}
