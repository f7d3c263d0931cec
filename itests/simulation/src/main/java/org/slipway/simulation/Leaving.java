package org.slipway.simulation;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Plug-ins whose bundle is taken away while they are in use: from then on they fail, and so does what is under way. */
final class Leaving {

    private Leaving() {}

    static final class OfTransport implements Transport {
        private final Loop loop;
        private final Transport real;
        private final Map<Deferred<Download>, Switch> open = new LinkedHashMap<>();
        private boolean gone;

        OfTransport(Loop loop, Transport real) {
            this.loop = loop;
            this.real = real;
        }

        @Override
        public Promise<Download> download(DownloadRequest request, Switch scope) {
            if (gone) throw new IllegalStateException("gone");
            Switch within = scope.child();
            Deferred<Download> answer = loop.promises().deferred();
            open.put(answer, within);
            real.download(request, within)
                    .onResolve(() -> open.remove(answer))
                    .onSuccess(download -> within.off()
                            .onResolve(() -> answer.resolveWith(
                                    gone
                                            ? loop.promises().failed(new IllegalStateException("gone"))
                                            : loop.promises().resolved(download))))
                    .onFailure(answer::fail);
            return answer.getPromise();
        }

        /** On the loop. Whether anything was under way. */
        boolean leave() {
            gone = true;
            open.values().forEach(Switch::off);
            return !open.isEmpty();
        }
    }

    static final class OfFormat implements ArchiveFormat {
        private final ArchiveFormat real;
        private boolean gone;
        private boolean missed;
        private boolean used;

        OfFormat(ArchiveFormat real) {
            this.real = real;
        }

        @Override
        public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
            missed |= gone;
            used = true;
            if (gone) throw new IllegalStateException("gone");
            real.unpack(archive, tree);
        }

        void leave() {
            gone = true;
        }

        /** Somebody still had it in hand when it had left. */
        boolean wasMissed() {
            return missed;
        }

        boolean wasUsed() {
            return used;
        }
    }
}
