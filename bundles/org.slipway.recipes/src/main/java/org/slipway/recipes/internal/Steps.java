package org.slipway.recipes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.recipe.StepHandler;
import org.slipway.async.Loop;
import org.slipway.async.Promising.Action;
import org.slipway.async.Switch;
import org.slipway.model.feed.RetrievalMethod;
import org.slipway.model.feed.RetrievalMethod.Step;
import org.slipway.recipes.internal.Resources.Copies;
import org.slipway.recipes.internal.Resources.Wanted;

/** Starts the steps of recipes: each brings what it needs, and gives an action that waits for its turn. */
@Component(service = Steps.class)
public final class Steps {

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
                        || handlers.find(foreign.element()).isPresent());
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
        if (formats.find(archive.type(), name(archive.href())).isEmpty())
            return loop.promises().failed(StepFailure.bad(step, unknown(archive)));
        // Only an implementation mirror's archive is without a size: it is a copy, and there is no copy of a copy.
        Copies copies = archive.size().isPresent() ? Copies.ARCHIVE_MIRRORS : Copies.NONE;
        // Two steps of a recipe may be the same archive.
        String part = number + " " + archive.startOffset() + " " + archive.href();
        Wanted wanted =
                new Wanted(step, part, archive.href(), archive.size(), archive.startOffset(), allowance, copies);
        return unpack(new Intake(loop, order, wanted, scope), order, archive, allowance);
    }

    /** Without what follows the path of a URI. */
    private static String name(String href) {
        return href.replaceFirst("[?#].*$", "");
    }

    private static String unknown(Step.Archive archive) {
        return archive.type()
                .map(type -> "archives of type '" + type + "' are not supported")
                .orElse("the type of the archive cannot be told from its name");
    }

    private Promise<Action<Workpiece>> unpack(Intake intake, Order order, Step.Archive archive, long allowance) {
        return intake.start(resources, order, (from, size, work) -> {
            ArrivingArchive input = new ArrivingArchive(intake.arrival(), size, allowance, archive.extract());
            announcer.announce(new Event.Unpacking(from));
            return work.change(tree -> unpack(archive, input, place(archive, tree)))
                    .thenAccept(x -> announcer.announce(new Event.Unpacked(from)));
        });
    }

    private static TreeBuilder place(Step.Archive archive, TreeBuilder tree) throws BadArchive, IOException {
        return archive.dest().isPresent() ? tree.within(archive.dest().get()) : tree;
    }

    /** With who is there when its turn has come, as who was there before may have left; a defect leads to the next one. */
    private void unpack(Step.Archive archive, ArchiveInput input, TreeBuilder place) throws BadArchive, IOException {
        BadArchive failed = new BadArchive(unknown(archive));
        for (ArchiveFormat format : formats.find(archive.type(), name(archive.href()))) {
            try {
                format.unpack(input, place);
                return;
            } catch (RuntimeException | LinkageError | StackOverflowError defect) {
                failed = new BadArchive(format.getClass().getName() + " failed: " + defect);
            }
        }
        throw failed;
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
        String step = foreign.element().name().toString();
        Optional<StepHandler> handler = handlers.find(foreign.element());
        if (handler.isEmpty()) return loop.promises().failed(StepFailure.bad(step, "nobody does this step any more"));
        return guarded(step, () -> handler.get().start(foreign.element(), scope))
                .map(action -> workpiece -> workpiece.change(tree -> guarded(step, () -> action.apply(tree))));
    }

    private interface Call<T> {
        Promise<T> run();
    }

    /** A promise of a plug-in may have been made anywhere, may fail with anything, or be none. */
    private <T> Promise<T> guarded(String step, Call<T> call) {
        Deferred<T> answer = loop.promises().deferred();
        try {
            answer.resolveWith(Objects.requireNonNull(call.run(), "no answer"));
        } catch (RuntimeException | LinkageError defect) {
            answer.fail(defect);
        }
        return answer.getPromise().recoverWith(failed -> loop.promises()
                .failed(StepFailure.bad(step, String.valueOf(failed.getFailure().getMessage()))));
    }
}
