package org.slipway.packages.internal;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.packages.PackageManager;
import org.slipway.testkit.PackageManagerContract;

class DebianContractTest extends PackageManagerContract {

    @TempDir
    Path root;

    @Override
    protected PackageManager manager() throws Exception {
        Path file = root.resolve("debian/var/lib/dpkg/status");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "Package: " + installed()
                        + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: 3.11.2-1+b1\n");
        return new Debian(root.resolve("debian"), command -> new Program.Answer(0, ""));
    }

    @Override
    protected String installed() {
        return "python3";
    }

    @Override
    protected PackageManager elsewhere() {
        return new Debian(root.resolve("other"), command -> new Program.Answer(0, ""));
    }
}
