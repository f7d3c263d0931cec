package org.slipway.trust.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.keyinfo.KeyInfoProvider;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.Validators;
import org.slipway.testkit.KeyInfoProviderContract;
import org.slipway.testkit.TestSettings;

class KeyServerContractTest extends KeyInfoProviderContract {

    @TempDir
    Path temp;

    @Override
    protected KeyInfoProvider provider() {
        return server(
                (request, purpose, feed, scope) -> request.uri().toString().endsWith(KNOWN.text())
                        ? answer(request, "<key-lookup><item vote='good'>Known for years.</item></key-lookup>")
                        : answer(request, "<key-lookup/>"));
    }

    @Override
    protected KeyInfoProvider withoutSource() {
        return server((request, purpose, feed, scope) -> loop.promises()
                .resolved(new Download.NetworkFailure(
                        new NetworkProblem(request.uri(), NetworkProblem.Kind.CONNECTION_REFUSED, ""))));
    }

    private KeyInfoProvider server(Downloader downloader) {
        TestSettings settings = new TestSettings();
        settings.keyInfoServer = Optional.of(URI.create("https://keys.example"));
        return new KeyServer(
                loop, settings, downloader, scope -> loop.promises().resolved(temp.resolve("answer")));
    }

    private Promise<Download> answer(DownloadRequest request, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return loop.offLoop(
                () -> new Download.Fetched(Files.write(request.file(), bytes), bytes.length, Validators.NONE));
    }
}
