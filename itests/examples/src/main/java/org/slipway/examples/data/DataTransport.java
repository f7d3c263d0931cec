package org.slipway.examples.data;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Transport;
import org.slipway.api.transport.Validators;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** A transport for another scheme: {@code data:}, where the URI itself is what is fetched (RFC 2397). */
@Component(property = Transport.SCHEME + "=data")
public final class DataTransport implements Transport {
    private final Loop loop;

    @Activate
    public DataTransport(@Reference Loop loop) {
        this.loop = loop;
    }

    @Override
    public Promise<Download> download(DownloadRequest request, Switch scope) {
        if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
        request.listener().placed(request.uri());
        byte[] all;
        try {
            all = bytes(request.uri());
        } catch (IllegalArgumentException malformed) {
            return fails(request, Kind.NOT_FOUND, "no data URI");
        }
        if (all.length < request.skip()) return fails(request, Kind.TOO_SHORT, all.length + " bytes");
        byte[] wanted = Arrays.copyOfRange(all, (int) request.skip(), all.length);
        if (wanted.length > request.limit()) return fails(request, Kind.TOO_LONG, wanted.length + " bytes");
        if (wanted.length < request.size().orElse(0)) return fails(request, Kind.TOO_SHORT, wanted.length + " bytes");
        request.listener().answered(request.uri(), Validators.NONE, 0);
        return loop.offLoop(() -> Files.write(request.file(), wanted))
                .<Download>map(file -> new Download.Fetched(file, wanted.length, Validators.NONE))
                .thenAccept(fetched -> request.listener().received(wanted.length))
                .recoverWith(failed -> failed.getFailure() instanceof IOException disk
                        ? fails(request, Kind.DISK, disk.getClass().getSimpleName())
                        : null);
    }

    private static byte[] bytes(URI uri) {
        String text = uri.getRawSchemeSpecificPart();
        int comma = text.indexOf(',');
        if (comma < 0) throw new IllegalArgumentException("no comma");
        String data = URLDecoder.decode(text.substring(comma + 1).replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        return text.substring(0, comma).endsWith(";base64")
                ? Base64.getDecoder().decode(data)
                : data.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Promise<Download> fails(DownloadRequest request, Kind kind, String detail) {
        return loop.promises().resolved(new Download.NetworkFailure(new NetworkProblem(request.uri(), kind, detail)));
    }
}
