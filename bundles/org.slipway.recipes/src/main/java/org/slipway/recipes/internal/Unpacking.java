package org.slipway.recipes.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.osgi.util.promise.Promise;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.async.Done;
import org.slipway.async.Provider;
import org.slipway.async.Switch;
import org.slipway.model.feed.RetrievalMethod.Step;

/** An archive on its way into a tree, by whichever formats are there when its turn has come; a defect leads to the next one. */
final class Unpacking {
    /** Without a byte read or written, though there is one to be read, a format is taken to be stuck. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final ArchiveFormats formats;
    private final Step.Archive archive;
    private final ArrivingArchive input;
    private final Switch scope;

    Unpacking(ArchiveFormats formats, Step.Archive archive, ArrivingArchive input, Switch scope) {
        this.formats = formats;
        this.archive = archive;
        this.input = input;
        this.scope = scope;
    }

    Promise<Workpiece> in(Intake.Work work) {
        AtomicBoolean left = new AtomicBoolean();
        return formats.find(archive.type(), Steps.name(archive.href()), scope)
                .flatMap(found -> work.change(tree -> unpack(found, place(tree), left)))
                .recoverWith(failed -> left.get() && !scope.isOff() ? in(work) : null);
    }

    private TreeBuilder place(TreeBuilder tree) throws BadArchive, IOException {
        return archive.dest().isPresent() ? tree.within(archive.dest().get()) : tree;
    }

    private void unpack(List<Provider<ArchiveFormat>> found, TreeBuilder place, AtomicBoolean left)
            throws BadArchive, IOException {
        BadArchive failed = new BadArchive(Steps.unknown(archive));
        for (Provider<ArchiveFormat> format : found) {
            Watched watched = new Watched(input, place);
            try {
                format.ask(SILENCE, watched::signs, asked -> {
                    asked.unpack(watched, watched.tree());
                    return Done.DONE;
                });
                return;
            } catch (Provider.Defect defect) {
                left.compareAndSet(false, format.isGone());
                failed = new BadArchive(defect.getMessage());
            } catch (Exception answer) {
                // Also what it says of the archive may be because it could not go on.
                left.set(format.isGone());
                if (answer instanceof BadArchive bad) throw bad;
                if (answer instanceof IOException disk) throw disk;
                throw new IllegalStateException(answer);
            } finally {
                watched.end();
            }
        }
        throw failed;
    }
}
