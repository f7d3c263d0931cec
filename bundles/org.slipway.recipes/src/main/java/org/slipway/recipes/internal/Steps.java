package org.slipway.recipes.internal;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.recipe.StepHandler;
import org.slipway.async.Loop;
import org.slipway.async.Promising.Action;
import org.slipway.async.Provider;
import org.slipway.async.Switch;
import org.slipway.model.feed.RetrievalMethod;
import org.slipway.model.feed.RetrievalMethod.Step;
import org.slipway.model.xml.Element;
import org.slipway.recipes.internal.Resources.Copies;
import org.slipway.recipes.internal.Resources.Wanted;

/** Starts the steps of recipes: each brings what it needs, and gives an action that waits for its turn. */
@Component(service = Steps.class)
public final class Steps {

    private static final Duration LONGEST_STEP = Duration.ofMinutes(30);

    private final Loop loop;
    private final Resources resources;
    private final ArchiveFormats formats;
    private final StepHandlers handlers;
    private final Announcer announcer;

    @Activate
    public Steps(
            @Reference Loop loop,
            @Reference Resources resources,
            @Reference ArchiveFormats formats,
            @Reference StepHandlers handlers,
            @Reference Announcer announcer) {
        this.loop = loop;
        this.resources = resources;
        this.formats = formats;
        this.handlers = handlers;
        this.announcer = announcer;
    }

    /** Brings another implementation of the same feed. */
    interface Siblings {
        Promise<Action<Workpiece>> copy(Step.CopyFrom step, Switch scope);
    }

    /** Whether every step is understood. */
    boolean understand(RetrievalMethod method) {
        return method.steps().stream()
                .allMatch(step -> !(step instanceof Step.Foreign foreign)
                        || !handlers.find(foreign.element()).isEmpty());
    }

    /**
     * @param number which step of the recipe it is
     * @param allowance the most bytes to unpack, and to fetch where no size is declared
     */
    Promise<Action<Workpiece>> start(Order order, int number, Step step, long allowance, Switch scope) {
        return step.fold(
                archive -> archive(order, number, archive, allowance, scope),
                file -> file(order, number, file, allowance, scope),
                rename -> at("rename " + rename.source(), tree -> tree.rename(rename.source(), rename.dest())),
                remove -> at("remove " + remove.path(), tree -> tree.remove(remove.path())),
                copyFrom -> order.siblings().copy(copyFrom, scope),
                foreign -> foreign(foreign, scope));
    }

    private Promise<Action<Workpiece>> archive(
            Order order, int number, Step.Archive archive, long allowance, Switch scope) {
        String step = "archive " + archive.href();
        // Only an implementation mirror's archive is without a size: it is a copy, and there is no copy of a copy.
        Copies copies = archive.size().isPresent() ? Copies.ARCHIVE_MIRRORS : Copies.NONE;
        // Two steps of a recipe may be the same archive.
        String part = number + " " + archive.startOffset() + " " + archive.href();
        Wanted wanted =
                new Wanted(step, part, archive.href(), archive.size(), archive.startOffset(), allowance, copies);
        return formats.find(archive.type(), name(archive.href()), scope)
                .flatMap(found -> found.isEmpty()
                        ? loop.promises().failed(StepFailure.bad(step, unknown(archive)))
                        : unpack(new Intake(loop, order, wanted, scope), order, archive, allowance, scope));
    }

    /** Without what follows the path of a URI. */
    static String name(String href) {
        return href.replaceFirst("[?#].*$", "");
    }

    static String unknown(Step.Archive archive) {
        return archive.type()
                .map(type -> "archives of type '" + type + "' are not supported")
                .orElse("the type of the archive cannot be told from its name");
    }

    private Promise<Action<Workpiece>> unpack(
            Intake intake, Order order, Step.Archive archive, long allowance, Switch scope) {
        return intake.start(resources, order, (from, size, work) -> {
            ArrivingArchive input = new ArrivingArchive(intake.arrival(), size, allowance, archive.extract());
            announcer.announce(new Event.Unpacking(from));
            return new Unpacking(formats, archive, input, scope)
                    .in(work)
                    .thenAccept(x -> announcer.announce(new Event.Unpacked(from)))
                    .onFailure(failed -> announcer.announce(new Event.NotUnpacked(from)));
        });
    }

    private Promise<Action<Workpiece>> file(Order order, int number, Step.File file, long allowance, Switch scope) {
        String step = "file " + file.href();
        String part = number + " " + file.href();
        Wanted wanted = new Wanted(step, part, file.href(), file.size(), 0, allowance, Copies.NONE);
        TreeBuilder.Mode mode =
                file.mode() == Step.File.Mode.EXECUTABLE ? TreeBuilder.Mode.EXECUTABLE : TreeBuilder.Mode.PLAIN;
        Intake intake = new Intake(loop, order, wanted, scope);
        return intake.start(
                resources,
                order,
                (from, size, work) -> work.change(tree -> {
                    try (InputStream content = intake.arrival().stream()) {
                        tree.file(file.dest(), 0, mode, content);
                    }
                }));
    }

    private Promise<Action<Workpiece>> at(String step, Workpiece.Change change) {
        return loop.promises().resolved(workpiece -> workpiece.change(step, change));
    }

    private Promise<Action<Workpiece>> foreign(Step.Foreign foreign, Switch scope) {
        return foreign(handlers.find(foreign.element()), foreign.element(), "nobody does this step any more", scope);
    }

    private Promise<Action<Workpiece>> foreign(
            List<Provider<StepHandler>> left, Element element, String failure, Switch scope) {
        String step = element.name().toString();
        if (left.isEmpty()) return loop.promises().failed(StepFailure.bad(step, failure));
        Provider<StepHandler> first = left.get(0);
        try {
            Promise<Action<TreeBuilder>> started =
                    first.ask(Provider.AT_ONCE, handler -> handler.start(element, first.within(scope)));
            return limited(step, first, started)
                    .map(action ->
                            workpiece -> workpiece.change(tree -> limited(step, first, applied(first, action, tree))));
        } catch (Provider.Defect defect) {
            return foreign(left.subList(1, left.size()), element, defect.getMessage(), scope);
        } catch (Exception unexpected) {
            return loop.promises().failed(StepFailure.bad(step, unexpected.toString()));
        }
    }

    private Promise<TreeBuilder> applied(Provider<StepHandler> handler, Action<TreeBuilder> action, TreeBuilder tree) {
        try {
            return handler.ask(Provider.AT_ONCE, x -> action.apply(tree));
        } catch (Exception defect) {
            return loop.promises().failed(defect);
        }
    }

    /** A promise of a plug-in may have been made anywhere, may fail with anything, give nothing or never come. */
    private <T> Promise<T> limited(String step, Provider<StepHandler> handler, Promise<T> given) {
        Deferred<T> answer = loop.promises().deferred();
        Switch waiting = new Switch(loop.promises());
        answer.resolveWith(given);
        loop.after(
                LONGEST_STEP,
                () -> answer.resolveWith(
                        loop.promises().failed(handler.isStuck("no end within " + LONGEST_STEP.toMinutes() + " min"))),
                waiting);
        return answer.getPromise()
                .map(value -> Objects.requireNonNull(value, "it has answered nothing"))
                .recoverWith(failed -> loop.promises()
                        .failed(StepFailure.bad(
                                step, String.valueOf(failed.getFailure().getMessage()))))
                .onResolve(waiting::off);
    }
}
