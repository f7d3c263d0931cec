package org.slipway.apps.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.Wanted;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/**
 * An application in a directory that {@code 0install} can read too.
 *
 * @param updated whom to tell that it has new selections
 */
record AppDirectory(Path directory, AtomicFiles files, Clock clock, Runnable updated) implements App {
    static final String REQUIREMENTS = "requirements.json";
    static final String SELECTIONS = "selections.xml";

    private static final String LAST_CHECKED = "last-checked";
    private static final String LAST_ATTEMPT = "last-check-attempt";
    private static final String LAST_SOLVE = "last-solve";
    /** A last check that is later than any change; the reference heeds it, too. Every file system knows this day. */
    private static final Instant HELD = Instant.parse("2038-01-18T00:00:00Z");

    private static final Pattern DAY = Pattern.compile("selections-(\\d{4}-\\d{2}-\\d{2})\\.xml");
    private static final String MEND = "Put it right: {\"interface_uri\":\"URI\"} is enough";
    private static final long LONGEST_REQUIREMENTS = 1 << 20;

    @Override
    public String name() {
        return directory.getFileName().toString();
    }

    @Override
    public Wanted wanted() throws BadApp, IOException {
        Path file = directory.resolve(REQUIREMENTS);
        try {
            if (Files.size(file) > LONGEST_REQUIREMENTS) throw unusable(file, "it is too long", MEND);
            return RequirementsJson.read(Files.readString(file));
        } catch (NoSuchFileException halfMade) {
            throw new BadApp("The application '" + name() + "' is not complete: there is no " + file
                    + ". Remove it (destroy " + name() + ") and add it again");
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException nonsense) {
            throw unusable(file, nonsense.getMessage(), MEND);
        }
    }

    private BadApp unusable(Path file, String why, String remedy) {
        return new BadApp("The application '" + name() + "' cannot be used: " + file + ": " + why + ". " + remedy
                + ", or remove it with its history (destroy " + name() + ") and add it again");
    }

    @Override
    public void want(Wanted wanted) throws IOException {
        files.replace(
                directory.resolve(REQUIREMENTS), RequirementsJson.write(wanted).getBytes(UTF_8));
    }

    @Override
    public Optional<Selections> selections() throws BadApp, IOException {
        return read(directory.resolve(SELECTIONS));
    }

    @Override
    public Optional<Selections> selections(LocalDate day) throws BadApp, IOException {
        return read(file(day));
    }

    @Override
    public Path file(LocalDate day) {
        return directory.resolve("selections-" + day + ".xml");
    }

    private Optional<Selections> read(Path file) throws BadApp, IOException {
        try {
            if (Files.size(file) > Xml.LOCAL_LIMIT) throw unusable(file, "it is too long", goBack());
            return Optional.of(SelectionsReader.read(Xml.read(Files.readAllBytes(file))));
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (MalformedXml | MalformedFeed nonsense) {
            throw unusable(file, nonsense.getMessage(), goBack());
        }
    }

    private String goBack() {
        return "Go back to what it was (rollback " + name() + ")";
    }

    @Override
    public List<LocalDate> history() throws IOException {
        List<LocalDate> days = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) {
                Matcher name = DAY.matcher(file.getFileName().toString());
                if (name.matches()) day(name.group(1)).ifPresent(days::add);
            }
        }
        days.sort(Comparator.reverseOrder());
        return List.copyOf(days);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** The day's file and the current one are one file with two names, as the reference has it. */
    @Override
    public void save(Selections selections) throws IOException {
        Path today = file(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        byte[] document = Xml.write(selections.document());
        files.replace(today, document);
        Path link = directory.resolve(".selections-" + ProcessHandle.current().pid() + ".new");
        Path current = directory.resolve(SELECTIONS);
        try {
            Files.deleteIfExists(link);
            Files.createLink(link, today);
            Files.move(link, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UnsupportedOperationException | IOException noLinks) {
            files.replace(current, document);
        } finally {
            Files.deleteIfExists(link);
        }
        updated.run();
    }

    @Override
    public Optional<Instant> lastChecked() throws IOException {
        return time(LAST_CHECKED);
    }

    @Override
    public Optional<Instant> lastAttempt() throws IOException {
        return time(LAST_ATTEMPT);
    }

    /** When the choice was last compared with what it is made from. */
    Instant lastSolve() throws IOException {
        Instant checked = lastChecked().orElse(Instant.EPOCH);
        Instant solved = time(LAST_SOLVE).orElse(Instant.EPOCH);
        return solved.isAfter(checked) ? solved : checked;
    }

    @Override
    public void checked() throws IOException {
        stamp(LAST_CHECKED, clock.instant());
    }

    @Override
    public void attempted() throws IOException {
        stamp(LAST_ATTEMPT, clock.instant());
    }

    @Override
    public void hold() throws IOException {
        stamp(LAST_CHECKED, HELD);
    }

    @Override
    public boolean isHeld() throws IOException {
        return lastChecked().equals(Optional.of(HELD));
    }

    void solved() throws IOException {
        stamp(LAST_SOLVE, clock.instant());
    }

    void forgetSolve() throws IOException {
        Files.deleteIfExists(directory.resolve(LAST_SOLVE));
    }

    private Optional<Instant> time(String stamp) throws IOException {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(directory.resolve(stamp)).toInstant());
        } catch (NoSuchFileException never) {
            return Optional.empty();
        }
    }

    private void stamp(String name, Instant time) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) files.replace(file, new byte[0]);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
