package org.slipway.examples.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedSource;
import org.slipway.api.settings.Places;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.FeedImport;

/** A source of feeds: for {@code https://HOST/PATH} also {@code more-feeds/HOST/PATH} below the configuration, if it is there. */
@Component
public final class FolderOfFeeds implements FeedSource {
    private final Path folder;

    @Activate
    public FolderOfFeeds(@Reference Places places) {
        this.folder = places.config().resolve("more-feeds");
    }

    @Override
    public List<FeedImport> feeds(InterfaceUri interfaceUri) {
        String path = interfaceUri.text().replaceFirst("^https?://", "");
        if (path.startsWith("/")) return List.of();
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) return List.of();
        Architecture any = new Architecture(Optional.empty(), Optional.empty());
        return List.of(new FeedImport(new FeedUri.Local(file), any, Optional.empty(), FeedImport.Origin.USER));
    }
}
