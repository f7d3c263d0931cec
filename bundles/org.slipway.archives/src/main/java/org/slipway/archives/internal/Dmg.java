package org.slipway.archives.internal;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** Disk images of macOS, which mounts them itself; elsewhere 7z reads them. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-apple-diskimage",
            ArchiveFormat.EXTENSION + "=.dmg",
            ArchiveFormat.PROGRAM + "=hdiutil",
            ArchiveFormat.PROGRAM + "=7z"
        })
public final class Dmg implements ArchiveFormat {
    private static final String PURPOSE = "disk images of macOS";

    private static final External HDIUTIL = new External(
            "hdiutil",
            "macOS",
            PURPOSE,
            "mkdir ../mount; hdiutil attach -quiet -readonly -nobrowse -mountpoint ../mount \"$1\" || exit 1\n"
                    + "trap 'hdiutil detach -quiet ../mount' EXIT; cp -pR ../mount/. . && rm -rf .Trashes");

    private static final External SEVEN_ZIP =
            new External("7z", "7-Zip (the package '7zip' or 'p7zip-full')", PURPOSE, "7z x -bd -y \"$1\"");

    @Activate
    public Dmg() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        (HDIUTIL.isThere() ? HDIUTIL : SEVEN_ZIP).unpack(archive, tree);
    }
}
