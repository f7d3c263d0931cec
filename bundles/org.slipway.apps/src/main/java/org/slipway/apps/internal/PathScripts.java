package org.slipway.apps.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.LauncherScripts;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Places.Lasting;

/** Launchers that call {@code bin/slipway} where it is installed. */
@Component
public final class PathScripts implements LauncherScripts {
    private static final String INSTALLED = "slipway.program";
    private static final String BEGIN = "#!/bin/sh\nexec ";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,/+@%-]+");
    /** The program in a launcher: one word, perhaps between quotes. */
    private static final Pattern PROGRAM = Pattern.compile("(?:0install|/[A-Za-z0-9_.,/+@%-]+|'[^']*')");

    private final Optional<Path> program;
    private final Map<String, String> environment;
    private final Places places;

    @Activate
    public PathScripts(BundleContext context, @Reference Host host, @Reference Places places) {
        this(Optional.ofNullable(context.getProperty(INSTALLED)).map(Path::of), host.environment(), places);
    }

    PathScripts(Optional<Path> program, Map<String, String> environment, Places places) {
        this.program = program;
        this.environment = environment;
        this.places = places;
    }

    @Override
    public void check(String name) throws BadApp {
        AppName.check(name);
        refuse(directory().path().resolve(name));
    }

    private BinDirectory directory() throws BadApp {
        return BinDirectory.of(environment, places.caches());
    }

    private static void refuse(Path file) throws BadApp {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) throw new BadApp("Command already exists: " + file);
    }

    @Override
    public Script add(App app) throws BadApp, IOException {
        Path slipway = program.orElseThrow(
                () -> new BadApp("Only an installed bin/slipway can be called by a launcher script"));
        BinDirectory directory = directory();
        Path file = directory.path().resolve(app.name());
        refuse(file);
        if (places.lasting() == Lasting.FORGOTTEN) return new Script(file, directory.reach());
        Files.createDirectories(directory.path());
        var executable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), executable)) {
            out.write(ByteBuffer.wrap((BEGIN + word(slipway.toString()) + end(app.name())).getBytes(UTF_8)));
        } catch (FileAlreadyExistsException meanwhile) {
            refuse(file);
        }
        return new Script(file, directory.reach());
    }

    /** The name is quoted where a shell would take it for more than a word. */
    private static String end(String name) {
        return " run " + word(name) + " \"$@\"\n";
    }

    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public Optional<Path> remove(App app) throws IOException {
        Optional<Path> file = file(app).filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        if (file.isEmpty() || !isLauncher(file.get(), app.name())) return file;
        if (places.lasting() == Lasting.KEPT) Files.delete(file.get());
        return Optional.empty();
    }

    @Override
    public Optional<Path> find(App app) throws IOException {
        Optional<Path> file = file(app);
        return file.isPresent() && isLauncher(file.get(), app.name()) ? file : Optional.empty();
    }

    private Optional<Path> file(App app) {
        try {
            return Optional.of(directory().path().resolve(app.name()));
        } catch (BadApp nowhere) {
            return Optional.empty();
        }
    }

    private static boolean isLauncher(Path file, String name) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 8192) return false;
        String text = new String(Files.readAllBytes(file), UTF_8);
        if (!text.startsWith(BEGIN)) return false;
        for (String end : List.of(end(name), " run " + name + " \"$@\"\n"))
            if (text.endsWith(end) && text.length() > BEGIN.length() + end.length())
                return PROGRAM.matcher(text.substring(BEGIN.length(), text.length() - end.length()))
                        .matches();
        return false;
    }
}
