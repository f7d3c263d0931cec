package org.slipway.apps.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.Apps;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.Standing;
import org.slipway.api.app.Wanted;
import org.slipway.api.driver.Driver;
import org.slipway.api.feed.FeedPlaces;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.selections.Selections;

/** The applications in the directories that {@code 0install} uses. */
@Component
public final class SharedApps implements Apps {
    private static final String DIRECTORY = "apps";
    /** A name that no application can have. */
    private static final String NEW = ".slipway-new-";

    private final Loop loop;
    private final Places places;
    private final AtomicFiles files;
    private final Announcer announcer;
    private final Check check;

    @Activate
    public SharedApps(
            @Reference Loop loop,
            @Reference Places places,
            @Reference AtomicFiles files,
            @Reference Settings settings,
            @Reference Driver driver,
            @Reference FeedPlaces feeds,
            @Reference Announcer announcer) {
        this.loop = loop;
        this.places = places;
        this.files = files;
        this.announcer = announcer;
        this.check = new Check(loop, driver, settings, new Inputs(places, feeds));
    }

    @Override
    public List<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path config : places.configs()) {
            Path directory = config.resolve(DIRECTORY);
            if (!Files.isDirectory(directory)) continue;
            try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
                for (Path app : all) {
                    String name = app.getFileName().toString();
                    if (AppName.isOne(name)) names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<App> find(String name) {
        if (!AppName.isOne(name)) return Optional.empty();
        return places.configs().stream()
                .map(config -> config.resolve(DIRECTORY).resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .map(this::at);
    }

    private AppDirectory at(Path directory) {
        Event updated = new Event.AppUpdated(directory.getFileName().toString());
        return new AppDirectory(directory, files, loop.clock(), () -> loop.run(() -> announcer.announce(updated)));
    }

    @Override
    public App create(String name, Wanted wanted, Selections selections) throws BadApp, IOException {
        AppName.check(name);
        Path all = makePrivate(places.config().resolve(DIRECTORY));
        Path directory = all.resolve(name);
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) throw taken(name, directory);
        Path temporary = Files.createTempDirectory(all, NEW);
        try {
            AppDirectory made = new AppDirectory(temporary, files, loop.clock(), () -> {});
            made.want(wanted);
            made.save(selections);
            made.checked();
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException meanwhile) {
            throw taken(name, directory);
        } finally {
            if (Files.exists(temporary)) delete(temporary);
        }
        return at(directory);
    }

    /** As the reference makes the directories of its configuration. */
    private static Path makePrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) return directory;
        return Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static BadApp taken(String name, Path directory) {
        return new BadApp("Application '" + name + "' already exists: " + directory);
    }

    @Override
    public void destroy(App app) throws BadApp, IOException {
        Path directory = app.directory();
        if (Files.isSymbolicLink(directory))
            throw new BadApp(directory + " is a link that somebody has made, so it is not deleted");
        boolean ours = Files.exists(directory.resolve(AppDirectory.REQUIREMENTS))
                || Files.exists(directory.resolve(AppDirectory.SELECTIONS))
                || !app.history().isEmpty();
        if (!ours && !isEmpty(directory))
            throw new BadApp(directory + " does not look like an application, so it is not deleted");
        delete(directory);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            return !all.iterator().hasNext();
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) throw failure;
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public Promise<Standing> standing(App app, Switch scope) {
        return check.of(at(app.directory()), scope);
    }
}
