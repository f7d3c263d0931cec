package org.slipway.packages.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slipway.api.packages.PackageManager;

/** The package manager of this machine, but for what could be installed: that another program tells. */
public final class OtherApt {

    private OtherApt() {}

    public static PackageManager asking(Path program) {
        Program system = new SystemProgram();
        return new Debian(Path.of("/"), command -> {
            List<String> other = new ArrayList<>(command);
            other.set(0, program.toString());
            return system.ask(other);
        });
    }
}
