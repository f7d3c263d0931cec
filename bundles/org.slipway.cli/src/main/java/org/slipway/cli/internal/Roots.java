package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.app.App;
import org.slipway.api.app.Apps;
import org.slipway.api.app.BadApp;
import org.slipway.api.launch.LaunchPlans;
import org.slipway.cli.internal.PlugInFolder.Entry;
import org.slipway.model.ManifestDigest;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/**
 * Who needs which implementations. What cannot be read may need any: as long as there is such a thing, nobody knows what is
 * not needed.
 */
final class Roots {
    /** So many days of an application are kept, however long they are past: today's, and that which a rollback leads to. */
    private static final int LAST_DAYS = 2;

    private final Map<ManifestDigest, Set<Need>> needs = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    Set<Need> of(ManifestDigest digest) {
        return needs.getOrDefault(digest, Set.of());
    }

    /** What could not be read, a sentence each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    void add(Need need, Iterable<ManifestDigest> digests) {
        for (ManifestDigest digest : digests)
            needs.computeIfAbsent(digest, d -> EnumSet.noneOf(Need.class)).add(need);
    }

    private void add(Need need, Selections selections) {
        for (Selection selection : selections.selections()) add(need, selection.digests());
    }

    /**
     * What applications run now, and what they ran at any time since then.
     *
     * @param directory where they are, if there are any
     */
    void addApps(Apps apps, Path directory, Instant since) throws IOException {
        if (!Files.notExists(directory, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(directory))
            problems.add("The applications in " + directory + " cannot be read");
        for (String name : apps.names()) {
            Optional<App> app = apps.find(name);
            if (app.isPresent()) addApp(app.get(), LocalDate.ofInstant(since, ZoneOffset.UTC));
            else problems.add("The application '" + name + "' cannot be found: its directory is damaged");
        }
    }

    private void addApp(App app, LocalDate since) {
        try {
            Optional<Selections> chosen = app.selections();
            chosen.ifPresent(selections -> add(Need.APP, selections));
            if (chosen.isEmpty())
                problems.add("The application '" + app.name() + "' has no selections: it is half made, or damaged");
            for (LocalDate day : reachable(app.history(), since))
                app.selections(day).ifPresent(selections -> add(Need.APP, selections));
        } catch (BadApp bad) {
            problems.add(bad.getMessage());
        } catch (IOException unreadable) {
            problems.add("The application '" + app.name() + "' cannot be read: " + FileSentences.of(unreadable));
        }
    }

    /**
     * What was chosen on the last day before a time ran at that time.
     *
     * @param history the newest first
     */
    static List<LocalDate> reachable(List<LocalDate> history, LocalDate since) {
        List<LocalDate> reachable = new ArrayList<>();
        for (LocalDate day : history) {
            boolean over =
                    !reachable.isEmpty() && !reachable.get(reachable.size() - 1).isAfter(since);
            if (over && reachable.size() >= LAST_DAYS) break;
            reachable.add(day);
        }
        return reachable;
    }

    /** Locks and other selections. */
    void addLock(Path file) {
        try {
            add(Need.LOCK, Target.saved(Target.read(file), file.toString()).selections());
        } catch (Complaint useless) {
            problems.add(useless.getMessage());
        }
    }

    /** Those that a file lists, the absolute path of one a line; it need not be there. */
    void addLocksOf(Path list) {
        // What may be there, behind a link or a closed door, is not absent.
        if (Files.notExists(list, LinkOption.NOFOLLOW_LINKS)) return;
        try {
            int number = 0;
            for (String line : Files.readAllLines(list)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) continue;
                Optional<Path> lock = absolute(line.strip());
                if (lock.isPresent()) addLock(lock.get());
                else problems.add(list + ", line " + number + ": '" + line.strip() + "' is no absolute path");
            }
        } catch (IOException unreadable) {
            problems.add("The list of locks " + list + " cannot be read: " + FileSentences.of(unreadable));
        }
    }

    private static Optional<Path> absolute(String line) {
        try {
            return Optional.of(Path.of(line)).filter(Path::isAbsolute);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    void addPlugIns(PlugInFolder folder) {
        for (Entry entry : folder.entries()) {
            if (entry instanceof Entry.FromFeed fed) add(Need.PLUG_IN, List.of(fed.digest()));
            if (entry instanceof Entry.Damaged damaged && damaged.hasNotes())
                problems.add("The plug-in " + damaged.name() + " cannot be read: " + damaged.problem());
        }
    }

    /** Those that were used since then. */
    void addPlans(LaunchPlans plans, Instant since) throws IOException {
        for (LaunchPlans.Kept plan : plans.kept()) {
            // One that never looks for news leaves no sign of its use.
            boolean unknown = plan.lastUse().equals(Instant.EPOCH);
            if (!unknown && plan.lastUse().isBefore(since)) continue;
            for (Path entry : plan.entries())
                ManifestDigest.of(Digests.name(entry)).ifPresent(digest -> add(Need.LAUNCH_PLAN, List.of(digest)));
        }
    }
}
