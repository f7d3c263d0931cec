package org.slipway.feeds.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.FeedImport.Origin;

/** Local feeds that belong to an interface by the place where they are. */
final class FoundFeeds {

    private final CacheFiles files;

    FoundFeeds(CacheFiles files) {
        this.files = files;
    }

    /** One for each version that was built here from source. */
    List<FeedImport> sitePackages(InterfaceUri interfaceUri) throws IOException {
        List<FeedImport> feeds = new ArrayList<>();
        for (Path directory : files.sitePackages(interfaceUri)) {
            if (!Files.isDirectory(directory)) continue;
            for (Path version : list(directory)) {
                Path feed = version.resolve("0install/feed.xml");
                if (Files.exists(feed)) feeds.add(local(feed, Origin.SITE_PACKAGES));
            }
        }
        return feeds;
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) if (!entry.getFileName().toString().startsWith(".")) entries.add(entry);
        }
        entries.sort(null);
        return entries;
    }

    /** The one that a native package has brought. */
    Optional<FeedImport> nativeFeed(InterfaceUri interfaceUri) throws IOException {
        Optional<Path> present = files.nativeFeed(interfaceUri).present();
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of(local(present.get().toRealPath(), Origin.NATIVE));
    }

    private static FeedImport local(Path feed, Origin origin) {
        return new FeedImport(new FeedUri.Local(feed), Architecture.ANY, Optional.empty(), origin);
    }
}
