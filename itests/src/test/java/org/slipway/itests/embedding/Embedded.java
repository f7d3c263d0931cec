package org.slipway.itests.embedding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slipway.itests.Project;

/** What is embedded in an application, and what the application has itself. */
public final class Embedded {
    /** What application and bundles have in common: their types are in the public API. */
    private static final String SHARED =
            "org\\.slipway\\.(api|model|async)-.*|org\\.osgi\\.util\\.(promise|function)-.*|slf4j-api-.*";

    /** It has the loop as well as the package. */
    private static final String LOOP = "org\\.slipway\\.async-.*";

    /** Neither a terminal nor a test net is embedded. */
    private static final String LEFT_OUT = "org\\.slipway\\.(cli|testnet)-.*|jetty-server-.*";

    private Embedded() {}

    /** The jars that are on the application's own class path. */
    public static List<Path> shared() {
        List<Path> shared = new ArrayList<>(Project.listedJars().stream()
                .filter(jar -> jar.getFileName().toString().matches(SHARED))
                .toList());
        shared.add(Project.jar("org.slf4j", "slf4j-api", System.getProperty("slipway.slf4j.version", "2.0.20")));
        return shared;
    }

    /** The jars that are installed as bundles. */
    public static List<Path> bundles() {
        return Project.listedJars().stream()
                .filter(jar -> !jar.getFileName().toString().matches(SHARED + "|" + LEFT_OUT)
                        || jar.getFileName().toString().matches(LOOP))
                .toList();
    }
}
