package org.slipway.downloads.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Spool;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** One scope's time with a folder: the wait for it, its parts, and giving it back. On the loop. */
final class SpoolFolder implements Spool.Folder {
    /** Nobody tells when the process that is waited for has ended. */
    private static final Duration POLL = Duration.ofMillis(200);

    private final Loop loop;
    private final SpoolDirectory directory;
    private final String name;
    private final LongConsumer waiting;
    private final Switch scope;
    private final Map<String, SpoolPart> parts = new LinkedHashMap<>();
    private Promise<SpoolDirectory.Attempt> attempt;
    private Promise<Done> emptied;
    private boolean given;
    private long owner;

    SpoolFolder(Loop loop, SpoolDirectory directory, String name, LongConsumer waiting, Switch scope) {
        this.loop = loop;
        this.directory = directory;
        this.name = name;
        this.waiting = waiting;
        this.scope = scope;
        this.emptied = loop.promises().resolved(Done.DONE);
    }

    Promise<Spool.Folder> open() {
        if (scope.isOff()) return left();
        Promise<Spool.Folder> opened = attempt();
        scope.onOff(this::close);
        return opened;
    }

    private Promise<Spool.Folder> left() {
        return loop.promises().failed(new CancellationException());
    }

    private Promise<Spool.Folder> attempt() {
        if (scope.isOff()) return left();
        attempt = loop.offLoop(() -> directory.take(name));
        return attempt.flatMap(ended ->
                ended.fold(taken -> scope.isOff() ? left() : loop.promises().resolved(this), held -> {
                    tell(held.owner());
                    return loop.pause(POLL, scope).flatMap(x -> attempt());
                }));
    }

    private void tell(long process) {
        if (process != owner) waiting.accept(process);
        owner = process;
    }

    /** What is just being done ends first. */
    private Promise<Done> close() {
        Deferred<Done> closed = loop.promises().deferred();
        attempt.onFailure(failure -> closed.resolve(Done.DONE));
        attempt.onSuccess(ended -> closed.resolveWith(
                ended.fold(this::giveBack, held -> loop.promises().resolved(Done.DONE))));
        return closed.getPromise();
    }

    private Promise<Done> giveBack(SpoolDirectory.Attempt.Taken taken) {
        given = true;
        return idle().flatMap(x -> loop.offLoop(() -> directory.giveBack(name, taken)));
    }

    /** Resolves when nothing is being done to any file. */
    private Promise<Done> idle() {
        Promise<Done> before = emptied;
        return loop.promises()
                .all(parts.values().stream().map(SpoolPart::idle).toList())
                .flatMap(x -> before)
                .recover(failed -> Done.DONE);
    }

    @Override
    public SpoolPart part(String partName) {
        return parts.computeIfAbsent(partName, n -> new SpoolPart(loop, this, n));
    }

    /** Where the parts are. Only when it has been taken. */
    Path place() {
        return directory.folder(name);
    }

    @Override
    public Promise<Done> empty() {
        if (given) throw new IllegalStateException("The folder has been given back: " + name);
        emptied = idle().flatMap(x -> loop.offLoop(() -> directory.empty(name)));
        return emptied;
    }
}
