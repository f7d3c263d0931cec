package org.slipway.settings.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Scratch;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Scratch files in the cache, on the disk that will have the result. */
@Component
public final class CacheScratch implements Scratch {

    private final Loop loop;
    private final Places places;
    private final OwnedFiles owned = new OwnedFiles();

    @Activate
    public CacheScratch(@Reference Loop loop, @Reference Places places) {
        this.loop = loop;
        this.places = places;
    }

    @Override
    public Promise<Path> file(Switch scope) {
        Promise<Path> file = loop.offLoop(this::make);
        // From the beginning, so that a file that is just being made when the scope is turned off is awaited too.
        scope.onOff(() -> gone(file));
        return file;
    }

    private Promise<Done> gone(Promise<Path> file) {
        Deferred<Done> gone = loop.promises().deferred();
        file.onFailure(notMade -> gone.resolve(Done.DONE));
        file.onSuccess(made -> gone.resolveWith(loop.offLoop(() -> {
            Files.deleteIfExists(made);
            return Done.DONE;
        })));
        return gone.getPromise();
    }

    private Path make() throws IOException {
        Path directory = Files.createDirectories(places.cache().resolve("injector"));
        return Files.createFile(owned.in(directory), permissions(directory));
    }

    private static FileAttribute<?>[] permissions(Path directory) {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
