package org.slipway.examples.stow;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.packages.PackageManager;
import org.slipway.testkit.PackageManagerContract;

class StowTest extends PackageManagerContract {

    @TempDir
    Path root;

    @Override
    protected PackageManager manager() throws Exception {
        Files.createDirectories(root.resolve("stow/hello-2.12"));
        Files.createDirectories(root.resolve("stow/hello-world-9"));
        return new Stow(root.resolve("stow"));
    }

    @Override
    protected String installed() {
        return "hello";
    }

    @Override
    protected PackageManager elsewhere() {
        return new Stow(root.resolve("none"));
    }
}
