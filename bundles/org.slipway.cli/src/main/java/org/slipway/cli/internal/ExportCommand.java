package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.InterfaceUri;

/** {@code export}: all that a program needs, in a directory, for a machine without a network. */
final class ExportCommand extends NamedCommand {
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
                        export(made, directory, goal, task);
                        return 0;
                    } finally {
                        task.end();
                    }
                }));
    }

    /** A new directory, an empty one, or that of an earlier export, which gets what is new. */
    private static boolean mayBeWritten(Path directory) throws Complaint, IOException {
        boolean free = !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        if (free || Files.isDirectory(directory) && (isEmpty(directory) || isExport(directory))) return true;
        throw new Complaint("'" + directory + "' is there already, and is no export: name another directory");
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            return !files.iterator().hasNext();
        }
    }

    private static boolean isExport(Path directory) {
        return Files.isDirectory(directory.resolve(ExportedContent.CONTENT))
                && Files.isRegularFile(directory.resolve(ExportedContent.SCRIPT));
    }

    private void export(Made made, Path directory, Goal goal, Task task) throws Complaint, IOException {
        InterfaceUri root = made.selections().root().interfaceUri();
        if (!Names.isRemote(root.text()))
            throw new Complaint(
                    "'" + root + "' is a local feed, which nobody could import: copy the file, or publish it");
        LeftBehind.warn(console, made.selections(), "export");
        if (services.dryRun.instead("would export " + root + " to " + directory)) return;
        Path parent = Files.createDirectories(directory.toAbsolutePath().getParent());
        Path unfinished = Files.createTempDirectory(parent, ".slipway-export-");
        try {
            Path whole = Files.createDirectory(unfinished.resolve("whole"));
            exporting.feeds(made.selections(), whole);
            if (goal == Goal.DOWNLOAD) exporting.implementations(made.selections(), whole, task);
            publish(whole, directory);
        } finally {
            delete(unfinished);
        }
    }

    /** Beside what was exported before, file by file, each of them whole; else at once. */
    private static void publish(Path whole, Path directory) throws IOException {
        if (!isExport(directory)) {
            Files.move(whole, directory, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path content = whole.resolve(ExportedContent.CONTENT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(content)) {
            for (Path file : files)
                move(file, directory.resolve(ExportedContent.CONTENT).resolve(file.getFileName()));
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
