package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

import org.slipway.api.settings.Host;
import org.slipway.async.Loop;

/** {@code plugin new}: a project that builds, and whose test passes, to make something else of. */
final class PlugInNewCommand extends SimpleCommand {
    private final Host host;
    private final DryRun dryRun;
    private final Console console;
    private final Optional<Path> installation;

    /** @param installation which has what is needed; an application in which this is embedded has none */
    PlugInNewCommand(Loop loop, Host host, DryRun dryRun, Console console, Optional<Path> installation) {
        super(loop, "plugin new", "NAME", Option.JSON, Option.KIND);
        this.host = host;
        this.dryRun = dryRun;
        this.console = console;
        this.installation = installation;
    }

    @Override
    void work(Invocation invocation) throws Complaint, IOException {
        if (invocation.words().size() != 1) throw new WrongUsage();
        PlugInName name = PlugInName.of(invocation.words().get(0));
        PlugInKind kind =
                PlugInKind.of(invocation.typed().value(Option.KIND).orElse(PlugInKind.ARCHIVE_FORMAT.toString()));
        Path directory = host.workingDirectory().resolve(name.artifact());
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS))
            throw new Complaint("'" + directory + "' is there already: choose another name, or go elsewhere");
        Path from = installation.orElseThrow(
                () -> new Complaint("Only the distribution has what a project is made of: see bin/slipway there"));
        PlugInProject project = PlugInProject.of(name, kind, from);
        boolean tried = dryRun.instead("would make the project " + directory);
        if (!tried) project.write(directory);
        if (invocation.has(Option.JSON))
            console.print(json(name, directory, project).line());
        else if (!tried) tell(name, kind, directory, project);
    }

    private static JsonObject json(PlugInName name, Path directory, PlugInProject project) {
        return new JsonObject()
                .with("directory", directory.toString())
                .with("name", name.symbolicName())
                .with("source", project.main());
    }

    private void tell(PlugInName name, PlugInKind kind, Path directory, PlugInProject project) {
        console.print("Made " + directory + ", which as yet does what the example '" + kind.example() + "' does.\n"
                + "What to change is in " + project.main() + ", and what it has to pass in the test of it. Then:\n"
                + "  cd " + name.artifact() + "\n"
                + "  mvn verify\n"
                + "  slipway plugin add target/" + name.artifact() + "-1.0.0.jar\n"
                + "From then on it is the plug-in " + name.symbolicName());
    }
}
