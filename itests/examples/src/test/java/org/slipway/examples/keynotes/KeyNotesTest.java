package org.slipway.examples.keynotes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.keyinfo.KeyInfoProvider;
import org.slipway.testkit.KeyInfoProviderContract;
import org.slipway.testkit.TestPlaces;

class KeyNotesTest extends KeyInfoProviderContract {

    @TempDir
    Path home;

    @Override
    protected KeyInfoProvider provider() throws IOException {
        TestPlaces places = new TestPlaces(home);
        Path file = places.config().resolve("injector/key-notes");
        Files.createDirectories(file.getParent());
        Files.writeString(file, KNOWN + " good Known from the office\n" + UNKNOWN + " bad Lost in a taxi\nno note\n");
        return new KeyNotes(loop, places);
    }

    @Override
    protected KeyInfoProvider withoutSource() throws IOException {
        TestPlaces places = new TestPlaces(home);
        Files.createDirectories(places.config().resolve("injector/key-notes"));
        return new KeyNotes(loop, places);
    }
}
