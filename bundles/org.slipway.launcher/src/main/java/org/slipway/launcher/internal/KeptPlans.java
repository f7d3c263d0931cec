package org.slipway.launcher.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.Apps;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedPlaces;
import org.slipway.api.feed.FeedSource;
import org.slipway.api.launch.Keeping;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.LaunchPlans;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;
import org.slipway.api.solver.RankingRule;
import org.slipway.api.solver.Solver;
import org.slipway.api.store.Store;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;

/**
 * Keeps plans in the user's cache. The times of all files that a plan depends on are taken first, then it is made sure that
 * what is there still gives the same selections, and only then the plan is put in place: so what changes meanwhile is
 * noticed by the plan.
 */
@Component
public final class KeptPlans implements LaunchPlans {
    private static final String HOME = "slipway.home";
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Loop loop;
    private final Driver driver;
    private final Apps apps;
    private final ScriptMaker maker;
    private final Settings settings;
    private final FeedCache feeds;
    private final FeedPlaces feedPlaces;
    private final AtomicFiles files;
    private final Optional<Path> home;

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<PackageManager> managers = List.of();

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<FeedSource> sources = List.of();

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<RankingRule> rules = List.of();

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<Launcher> launchers = List.of();

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<Solver> solvers = List.of();

    @Activate
    public KeptPlans(
            BundleContext context,
            @Reference Loop loop,
            @Reference Driver driver,
            @Reference Apps apps,
            @Reference Store store,
            @Reference Places places,
            @Reference Host host,
            @Reference Settings settings,
            @Reference FeedCache feeds,
            @Reference FeedPlaces feedPlaces,
            @Reference AtomicFiles files) {
        this(
                Optional.ofNullable(context.getProperty(HOME)).map(Path::of),
                loop,
                driver,
                apps,
                new ScriptMaker(store, places, host),
                settings,
                feeds,
                feedPlaces,
                files);
    }

    KeptPlans(
            Optional<Path> home,
            Loop loop,
            Driver driver,
            Apps apps,
            ScriptMaker maker,
            Settings settings,
            FeedCache feeds,
            FeedPlaces feedPlaces,
            AtomicFiles files) {
        this.home = home;
        this.loop = loop;
        this.driver = driver;
        this.apps = apps;
        this.maker = maker;
        this.settings = settings;
        this.feeds = feeds;
        this.feedPlaces = feedPlaces;
        this.files = files;
    }

    /**
     * A request that a plan is to answer.
     *
     * @param news the arguments of the command that looks for news
     * @param expiry when news is to be looked for
     */
    private record Wish(
            PlanDirectory directory,
            Selections selections,
            Conditions conditions,
            List<String> news,
            Optional<Instant> expiry,
            Asked asked) {}

    private interface Asked {
        void in(PlanText text);
    }

    @Override
    public Promise<Keeping> keep(App app, Selections selections, Switch scope) {
        return loop.offLoop(() -> wish(app, selections))
                .flatMap(wish -> keep(wish, () -> stands(app, selections, scope), scope));
    }

    private Wish wish(App app, Selections selections) throws IOException {
        Conditions conditions = conditions(selections);
        for (String file : List.of("selections.xml", "requirements.json"))
            conditions.unchanged.add(app.directory().resolve(file));
        // Whichever comes first in the search for an application.
        for (Path config : maker.places().configs()) {
            Path other = config.resolve("apps").resolve(app.name());
            if (other.equals(app.directory())) break;
            conditions.presence.add(other);
        }
        selections.selections().forEach(selection -> conditions.feed(selection.feed(), feedPlaces));
        return new Wish(
                PlanDirectory.app(maker.places().cache(), app.name()),
                selections,
                conditions,
                List.of("_update-bg", "--", "app", app.directory().toString()),
                expiry(app),
                text -> text.word(app.name()));
    }

    private Optional<Instant> expiry(App app) throws IOException {
        Duration freshness = settings.freshness();
        if (freshness.isZero()) return Optional.empty();
        return Optional.of(expiry(app.lastChecked(), app.lastAttempt(), freshness));
    }

    private static Instant expiry(Optional<Instant> checked, Optional<Instant> attempt, Duration freshness) {
        Instant stale = checked.map(time -> time.plus(freshness)).orElse(Instant.EPOCH);
        Instant patient = attempt.map(time -> time.plus(PATIENCE)).orElse(Instant.EPOCH);
        return patient.isAfter(stale) ? patient : stale;
    }

    @Override
    public Promise<Keeping> keep(InterfaceUri uri, Selections selections, Set<FeedUri> used, Switch scope) {
        return loop.offLoop(() -> wish(uri, selections, used))
                .flatMap(wish -> keep(wish, () -> stands(uri, selections, scope), scope));
    }

    private Wish wish(InterfaceUri uri, Selections selections, Set<FeedUri> used) throws IOException {
        Conditions conditions = conditions(selections);
        if (!sources.isEmpty() || !rules.isEmpty()) conditions.doubt("plug-ins have a say in the choice");
        for (FeedUri feed : used) conditions.feed(feed, feedPlaces);
        conditions.choice(used, feeds, maker.store(), managers);
        List<Path> named = maker.places().configs().stream()
                .map(config -> config.resolve("apps"))
                .toList();
        boolean local = uri.text().startsWith("/");
        return new Wish(
                PlanDirectory.uri(maker.places().cache(), uri),
                selections,
                conditions,
                List.of("_update-bg", "--", "run", uri.text()),
                expiry(used),
                text -> {
                    if (local) text.file(Path.of(uri.text()), named);
                    else text.word(uri.text());
                });
    }

    private Optional<Instant> expiry(Set<FeedUri> used) throws IOException {
        Duration freshness = settings.freshness();
        if (freshness.isZero() || settings.networkUse() == NetworkUse.OFF_LINE) return Optional.empty();
        Optional<Instant> first = Optional.empty();
        for (FeedUri feed : used) {
            if (!(feed instanceof FeedUri.Remote remote)) continue;
            Instant one = expiry(feeds.lastChecked(remote), feeds.lastAttempt(remote), freshness);
            if (first.isEmpty() || one.isBefore(first.get())) first = Optional.of(one);
        }
        return first;
    }

    private Conditions conditions(Selections selections) throws IOException {
        Conditions conditions = new Conditions(maker.host(), maker.places());
        if (home.isEmpty()) conditions.doubt("only an installed bin/slipway looks for plans");
        else compiler(home.get(), conditions);
        if (solvers.size() > 1) conditions.doubt("plug-ins have a say in the choice");
        if (launchers.stream().anyMatch(launcher -> !(launcher instanceof ShellLauncher)))
            conditions.doubt("a plug-in has a say in how programs are launched");
        conditions.selections(selections, maker.store());
        return conditions;
    }

    /** Another program makes other plans. Whatever is unpacked or copied over it brings another launcher, too. */
    private static void compiler(Path home, Conditions conditions) throws IOException {
        conditions.unchanged.add(home.resolve("bin/slipway"));
        conditions.unchanged.add(home.resolve("bundles"));
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(home.resolve("bundles"), "org.slipway.launcher-*.jar")) {
            for (Path jar : jars) conditions.unchanged.add(jar);
        } catch (java.nio.file.NoSuchFileException elsewhere) {
            conditions.doubt("there are no bundles in " + home);
        }
    }

    private interface Check {
        Promise<Boolean> stands();
    }

    private Promise<Keeping> keep(Wish wish, Check check, Switch scope) {
        return loop.offLoop(() -> draft(wish)).flatMap(draft -> {
            if (draft.refusal().isPresent())
                return loop.promises().resolved(draft.refusal().get());
            return loop.pause(draft.rest(), scope)
                    .flatMap(rested -> check.stands())
                    .flatMap(stands -> loop.offLoop(() -> finish(wish, draft, stands)));
        });
    }

    /** @param rest until all that was looked at has been as it is for long enough */
    private record Draft(Optional<Keeping> refusal, Path twins, String text, Duration rest) {
        static Draft refused(String why) {
            return new Draft(Optional.of(new Keeping.Refused(why)), Path.of(""), "", Duration.ZERO);
        }
    }

    private Draft draft(Wish wish) throws IOException {
        ScriptMaker.Script script;
        try {
            script = maker.make(wish.selections(), LaunchOptions.NONE);
        } catch (Unlaunchable impossible) {
            return Draft.refused(impossible.getMessage());
        }
        Conditions conditions = wish.conditions();
        conditions.script(script);
        if (!wish.directory().isReachable()) conditions.doubt("its name is not looked for");
        if (conditions.doubt().isPresent())
            return Draft.refused(conditions.doubt().get());
        Path twins = wish.directory().make();
        Optional<Shell> shell = Shell.probe(twins);
        if (shell.isEmpty()) {
            PlanDirectory.delete(twins);
            return Draft.refused("/bin/sh cannot compare the times of files");
        }
        return write(wish, script, twins, shell.get());
    }

    private Draft write(Wish wish, ScriptMaker.Script script, Path twins, Shell shell) throws IOException {
        Conditions conditions = wish.conditions();
        PlanText text = new PlanText(twins);
        text.asked(home.orElseThrow().resolve("bin/slipway"));
        wish.asked().in(text);
        conditions.variables.forEach(text::variable);
        Duration rest = Duration.ZERO;
        // The time of the files, which may be another machine's.
        Instant now = Files.getLastModifiedTime(Files.createFile(twins.resolve("seal")))
                .toInstant();
        for (Path file : conditions.unchanged) {
            if (!Files.exists(file)) {
                text.absent(file);
                continue;
            }
            FileTime time = Files.getLastModifiedTime(file);
            String twin = text.same(file);
            Files.setLastModifiedTime(Files.createFile(twins.resolve(twin)), time);
            String link = twin + "-itself";
            if (PlanDirectory.link(twins.resolve(link), file)) text.itself(file, link);
            Duration wait = Duration.between(now, time.toInstant().plus(shell.rest(time.toInstant())));
            if (wait.compareTo(rest) > 0) rest = wait;
        }
        for (Path path : conditions.presence) {
            if (Files.exists(path)) text.there(path);
            else text.absent(path);
        }
        conditions.executed.forEach(text::executable);
        conditions.entries.forEach(text::entry);
        if (rest.compareTo(Duration.ofSeconds(1)) > 0) {
            PlanDirectory.delete(twins);
            return Draft.refused("something that it depends on has only just changed");
        }
        if (wish.expiry().isPresent()) {
            PlanDirectory.expire(twins, wish.expiry().get());
            text.freshness(command(wish.news()));
        } else {
            text.seal();
        }
        return new Draft(Optional.empty(), twins, text.end(script.text()), rest);
    }

    private String command(List<String> arguments) {
        StringBuilder command = new StringBuilder(
                Sh.quote(home.orElseThrow().resolve("bin/slipway").toString()));
        arguments.forEach(argument -> command.append(' ').append(Sh.quote(argument)));
        return command.toString();
    }

    private Keeping finish(Wish wish, Draft draft, boolean stands) throws IOException {
        if (stands && PlanDirectory.isWhole(draft.twins()))
            return new Keeping.Kept(wish.directory().put(draft.text(), draft.twins(), files));
        PlanDirectory.delete(draft.twins());
        return new Keeping.Refused("something has changed meanwhile");
    }

    /** Whether the application would still run these. */
    private Promise<Boolean> stands(App app, Selections selections, Switch scope) {
        return apps.standing(app, scope)
                .map(standing -> standing.fold(
                        current -> current.selections().isSameAs(selections),
                        due -> due.selections().isSameAs(selections),
                        unusable -> false));
    }

    /** Whether the same would still be chosen. */
    private Promise<Boolean> stands(InterfaceUri uri, Selections selections, Switch scope) {
        DriverRequest request = new DriverRequest(Requirements.run(uri), Refresh.NONE, Optional.empty(), Goal.RUN);
        return driver.select(request, scope)
                .flatMap(result -> loop.offLoop(() -> result instanceof Result.Ready ready
                        && ready.selections().isSameAs(selections)
                        && driver.missing(ready.selections()).nothing()));
    }

    @Override
    public void renew(App app) throws IOException {
        renew(PlanDirectory.app(maker.places().cache(), app.name()));
    }

    @Override
    public void renew(InterfaceUri uri) throws IOException {
        renew(PlanDirectory.uri(maker.places().cache(), uri));
    }

    private void renew(PlanDirectory directory) throws IOException {
        directory.renew(loop.clock().instant().plus(PATIENCE));
    }

    @Override
    public void forget(App app) throws IOException {
        PlanDirectory.app(maker.places().cache(), app.name()).forget();
    }

    @Override
    public List<Kept> kept() throws IOException {
        List<Kept> kept = new ArrayList<>();
        for (PlanDirectory directory : PlanDirectory.all(maker.places().cache())) {
            Optional<String> plan = directory.read();
            if (plan.isPresent())
                kept.add(new Kept(directory.file(), PlanText.entries(plan.get()), directory.lastUse()));
        }
        return List.copyOf(kept);
    }
}
