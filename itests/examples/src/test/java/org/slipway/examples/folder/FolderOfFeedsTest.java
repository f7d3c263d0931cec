package org.slipway.examples.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.feed.FeedSource;
import org.slipway.model.InterfaceUri;
import org.slipway.testkit.FeedSourceContract;
import org.slipway.testkit.TestPlaces;

class FolderOfFeedsTest extends FeedSourceContract {

    @TempDir
    Path home;

    @Override
    protected FeedSource source() throws IOException {
        TestPlaces places = new TestPlaces(home);
        Path file = places.config().resolve("more-feeds/example.com/app.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<interface/>");
        return new FolderOfFeeds(places);
    }

    @Override
    protected InterfaceUri known() {
        return new InterfaceUri("https://example.com/app.xml");
    }
}
