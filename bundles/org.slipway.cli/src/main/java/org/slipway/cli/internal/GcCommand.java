package org.slipway.cli.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.slipway.cli.internal.Stock.Item;
import org.slipway.cli.internal.Survey.Kept;
import org.slipway.cli.internal.Survey.Unneeded;
import org.slipway.model.ManifestDigest;

/** {@code gc}: finds the implementations in the user's store that nobody needs, and removes them if told to. */
final class GcCommand extends StoreCommand {
    private static final int DAYS = 90;
    private static final int MOST_DAYS = 36500;
    /** Who has just stored something is about to use it. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final String LOCKS = "injector/locks";

    private final PlugInFolder plugIns;
    private final RunningPrograms running;

    GcCommand(Services services, Console console, PlugInFolder plugIns, RunningPrograms running) {
        super(services, console, "gc", "", Option.NOW, Option.DAYS, Option.LOCK, Option.JSON);
        this.plugIns = plugIns;
        this.running = running;
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        int days = days(invocation);
        Instant since = services.loop.clock().instant().minus(days == 0 ? GRACE : Duration.ofDays(days));
        boolean now = invocation.has(Option.NOW) && !services.dryRun.isOn();
        task.begin("Looking for what is needed");
        Roots roots = roots(invocation, since);
        if (now) demandAll(roots.problems());
        Path store = services.store.directories().get(0);
        Survey survey = Survey.of(store, new Stock(services).items(), roots, since, task);
        task.end();
        roots.problems().forEach(problem -> console.warn(problem));
        survey.problems().forEach(problem -> console.warn(problem));
        warnOfWhatIsNotKnown(store, days);
        Removal removal = now ? remove(survey.unneeded(), since, task) : new Removal(List.of(), 0);
        if (invocation.has(Option.JSON)) console.print(JsonText.of(json(days, survey, removal.removed())));
        else print(store, survey, now, removal.removed());
        return removal.failures() == 0 ? 0 : 1;
    }

    private record Removal(List<Unneeded> removed, int failures) {}

    private static int days(Invocation invocation) throws Complaint {
        String typed = invocation.typed().value(Option.DAYS).orElse(Integer.toString(DAYS));
        boolean isNumber = typed.matches("[0-9]{1,5}") && Integer.parseInt(typed) <= MOST_DAYS;
        if (!isNumber)
            throw new Complaint("'" + typed + "' is no number of days: write one from 0 to " + MOST_DAYS, Status.USAGE);
        return Integer.parseInt(typed);
    }

    private Roots roots(Invocation invocation, Instant since) throws Complaint, IOException {
        Roots roots = new Roots();
        roots.addApps(services.apps, services.places.config().resolve("apps"), since);
        Names names = new Names(services.host);
        for (List<String> typed : invocation.typed().values(Option.LOCK).toList())
            roots.addLock(names.path(typed.get(0)));
        for (Path config : services.places.configs()) roots.addLocksOf(config.resolve(LOCKS));
        roots.addPlugIns(plugIns);
        roots.add(Need.RUNNING, running.digests());
        roots.addPlans(services.plans, since);
        return roots;
    }

    private static void demandAll(List<String> problems) throws Complaint {
        if (problems.isEmpty()) return;
        throw new Complaint(String.join("\n", problems)
                + "\nNothing is removed, as nobody knows what these need. Put them right, or take them away");
    }

    private void warnOfWhatIsNotKnown(Path store, int days) throws IOException {
        if (!running.isTold())
            console.warn("this system does not tell which files programs use: only those that were started"
                    + " from an implementation are known to run");
        if (Files.isDirectory(store) && !AccessTimes.areNoted(store))
            console.warn("the file system of " + store + " does not note when files are read (noatime): what"
                    + " was stored more than " + days + " days ago counts as not used since");
    }

    /** What has come into use meanwhile stays. */
    private Removal remove(List<Unneeded> unneeded, Instant since, Task task) throws IOException {
        List<Unneeded> removed = new ArrayList<>();
        int failures = 0;
        Set<ManifestDigest> used = running.digests();
        for (Unneeded one : unneeded) {
            Path entry = one.item().path();
            task.begin("Removing " + entry);
            try {
                if (used.contains(one.item().digest()) || !LastUse.of(entry).isBefore(since))
                    console.say("'" + entry + "' has just been used, and stays");
                else {
                    services.upkeep.remove(entry);
                    removed.add(one);
                }
            } catch (InterruptedIOException stopped) {
                throw stopped;
            } catch (IOException stays) {
                if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) continue;
                console.say("slipway: " + FileSentences.of(stays));
                failures++;
            }
        }
        task.end();
        return new Removal(removed, failures);
    }

    private static Map<Need, List<Item>> byNeed(Survey survey) {
        Map<Need, List<Item>> byNeed = new TreeMap<>();
        for (Kept kept : survey.kept())
            byNeed.computeIfAbsent(kept.need(), n -> new ArrayList<>()).add(kept.item());
        return byNeed;
    }

    private static long size(List<Item> items) {
        return items.stream().mapToLong(Item::size).sum();
    }

    private void print(Path store, Survey survey, boolean now, List<Unneeded> removed) {
        byNeed(survey)
                .forEach((need, items) -> console.print(
                        "Kept: " + items.size() + " (" + Sizes.text(size(items)) + "), as " + need.sentence()));
        for (Unneeded one : now ? removed : survey.unneeded())
            console.print((now ? "Removed: " : "Not needed: ") + one.item().text() + ", last used on " + day(one));
        if (now) console.print("Removed implementations: " + amount(removed));
        else if (survey.unneeded().isEmpty()) console.print("There is nothing in " + store + " that is not needed");
        else console.print("Not needed: " + amount(survey.unneeded()) + ". To remove them, add --now");
    }

    private static String amount(List<Unneeded> some) {
        return some.size() + " (" + Sizes.text(Survey.size(some)) + ")";
    }

    private static LocalDate day(Unneeded one) {
        return LocalDate.ofInstant(one.lastUse(), ZoneOffset.UTC);
    }

    private static Map<String, Object> json(int days, Survey survey, List<Unneeded> removed) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("days", days);
        List<Object> kept = new ArrayList<>();
        byNeed(survey).forEach((need, items) -> kept.add(json(need, items)));
        object.put("kept", kept);
        object.put(
                "unneeded",
                survey.unneeded().stream()
                        .map(one -> json(one, removed.contains(one)))
                        .toList());
        return object;
    }

    private static Map<String, Object> json(Need need, List<Item> items) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("need", need.text());
        object.put("implementations", items.size());
        object.put("bytes", size(items));
        return object;
    }

    private static Map<String, Object> json(Unneeded one, boolean removed) {
        return one.item()
                .json()
                .with("lastUse", one.lastUse().toString())
                .with("removed", removed)
                .members();
    }
}
