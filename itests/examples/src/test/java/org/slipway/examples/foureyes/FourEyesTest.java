package org.slipway.examples.foureyes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TrustPolicyContract;

class FourEyesTest extends TrustPolicyContract {

    @TempDir
    Path home;

    @Override
    protected TrustPolicy policy() throws IOException {
        TestPlaces places = new TestPlaces(home);
        Path file = places.config().resolve("injector/four-eyes");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "feeds.example.com\n");
        return new FourEyes(places);
    }
}
