package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;

/** {@code export}: all that a program needs, in a directory, for a machine without a network. */
final class ExportCommand extends NamedCommand {
    private static final String UNFINISHED = ".slipway-export-";

    private final Services services;
    private final Console console;
    private final Selecting selecting;
    private final Exporting exporting;

    ExportCommand(Services services, Console console, ArchiveWriters writers, PublicKeys keys) {
        super("export", "APP | URI DIRECTORY", its());
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
        this.exporting = new Exporting(services, writers, keys);
    }

    private static Option[] its() {
        EnumSet<Option> options = EnumSet.copyOf(Selecting.AT_ONCE);
        options.add(Option.JSON);
        options.add(Option.NO_IMPLEMENTATIONS);
        return options.toArray(Option[]::new);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 2) throw new WrongUsage();
        Path directory = new Names(services.host).path(invocation.words().get(1));
        Goal goal = invocation.has(Option.NO_IMPLEMENTATIONS) ? Goal.SELECT : Goal.DOWNLOAD;
        Task task = new Task(console);
        scope.onOff(task::stop);
        return services.loop
                .offLoop(() -> mayBeWritten(directory))
                .flatMap(may -> selecting.make(invocation, goal, scope))
                .flatMap(made -> services.loop.offLoop(() -> {
                    try {
                        JsonObject exported = export(made, directory, goal, task);
                        if (invocation.has(Option.JSON)) console.print(exported.line());
                        return 0;
                    } finally {
                        task.end();
                    }
                }));
    }

    /** A new directory, an empty one, or that of an earlier export, which gets what is new. */
    private static boolean mayBeWritten(Path directory) throws Complaint, IOException {
        boolean free = !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        if (free) return true;
        if (Files.isDirectory(directory) && (isEmpty(directory) || isExport(directory))) {
            if (Files.isWritable(directory)) return true;
            throw new Complaint("You may not write to '" + directory + "': name another directory");
        }
        throw new Complaint("'" + directory + "' is there already, and is no export: name another directory");
    }

    /** But for what an export that was killed has left. */
    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, file -> !file.getFileName().toString().startsWith(UNFINISHED))) {
            return !files.iterator().hasNext();
        }
    }

    private static boolean isExport(Path directory) {
        return Files.isDirectory(directory.resolve(ExportedContent.CONTENT), LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(directory.resolve(ExportedContent.SCRIPT), LinkOption.NOFOLLOW_LINKS);
    }

    /** @return what has been written, or would be */
    private JsonObject export(Made made, Path directory, Goal goal, Task task) throws Complaint, IOException {
        InterfaceUri root = made.selections().root().interfaceUri();
        if (!Names.isRemote(root.text()))
            throw new Complaint(
                    "'" + root + "' is a local feed, which nobody could import: copy the file, or publish it");
        LeftBehind.warn(console, made.selections(), "export");
        Set<FeedUri.Remote> feeds = exporting.feeds(made.selections());
        Set<Path> trees = goal == Goal.DOWNLOAD ? exporting.implementations(made.selections()) : Set.of();
        JsonObject exported = new JsonObject()
                .with("directory", directory.toString())
                .with("feeds", feeds.stream().map(FeedUri::text).toList())
                .with(
                        "implementations",
                        trees.stream()
                                .map(tree -> tree.getFileName().toString())
                                .toList());
        if (!services.dryRun.instead("would export " + root + " to " + directory)) write(feeds, trees, directory, task);
        return exported;
    }

    private void write(Set<FeedUri.Remote> feeds, Set<Path> trees, Path directory, Task task)
            throws Complaint, IOException {
        // What is there may be a file system of its own, such as a stick, whose parent is somebody else's.
        boolean there = Files.isDirectory(directory);
        Path base = there
                ? directory
                : Files.createDirectories(directory.toAbsolutePath().getParent());
        Path unfinished = Files.createTempDirectory(base, UNFINISHED);
        try {
            Path whole = Files.createDirectory(unfinished.resolve("whole"));
            exporting.write(feeds, trees, whole, task);
            if (there) join(whole, directory);
            else move(whole, directory);
        } finally {
            delete(unfinished);
        }
    }

    /** Beside what may have been exported before, file by file, each of them whole. */
    private static void join(Path whole, Path directory) throws IOException {
        Path all = Files.createDirectories(directory.resolve(ExportedContent.CONTENT));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(whole.resolve(ExportedContent.CONTENT))) {
            for (Path file : files) move(file, all.resolve(file.getFileName()));
        }
        move(whole.resolve(ExportedContent.SCRIPT), directory.resolve(ExportedContent.SCRIPT));
    }

    private static void move(Path file, Path to) throws IOException {
        Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) delete(file);
                else Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
