package org.slipway.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Generates what containers read from the one list. Run by the build. */
public final class FeatureFiles {
    private FeatureFiles() {}

    /** @param arguments the list, the version, the directory to write to */
    public static void main(String[] arguments) throws IOException {
        FeatureList list = FeatureList.parse(Files.readAllLines(Path.of(arguments[0])));
        String version = arguments[1];
        Path directory = Files.createDirectories(Path.of(arguments[2]));
        Files.writeString(directory.resolve("features.xml"), KarafRepository.write(list, version));
        for (FeatureSet set : list.sets())
            Files.writeString(
                    directory.resolve("slipway-" + set.name() + ".json"), OsgiFeature.write(list, set, version));
    }
}
