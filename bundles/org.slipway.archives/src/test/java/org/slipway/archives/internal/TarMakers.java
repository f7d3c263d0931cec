package org.slipway.archives.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.archives.internal.RandomTree.Trait;

/** Tar files of all ages and writers, and all ways to compress them. */
final class TarMakers {
    private static final Set<Trait> OLD = Set.of(Trait.SYMLINKS, Trait.ODD_SYMLINKS, Trait.HARD_LINKS);
    private static final Set<Trait> USTAR =
            Set.of(Trait.SYMLINKS, Trait.ODD_SYMLINKS, Trait.HARD_LINKS, Trait.FOREIGN_NAMES);
    private static final Set<Trait> PAX = EnumSet.complementOf(EnumSet.of(Trait.HOLES));
    private static final Optional<String> UNPACK = Optional.of("tar --no-same-owner -xaf $1");

    private TarMakers() {}

    static List<Maker> all() {
        List<Maker> all = new ArrayList<>();
        gnu(all);
        others(all);
        compressed(all);
        return all;
    }

    private static void gnu(List<Maker> all) {
        tar(all, OLD, "tar -cf $1 --format=v7 -- *");
        tar(all, OLD, "tar -cf $1 --format=v7 .");
        tar(
                all,
                Set.of(Trait.LONG_NAMES, Trait.SYMLINKS, Trait.ODD_SYMLINKS, Trait.HOLES),
                "tar -cf $1 --format=oldgnu .");
        tar(all, RandomTree.ALL, "tar -cf $1 --format=oldgnu -S .");
        tar(all, RandomTree.ALL, "tar -cf $1 --format=gnu ./*");
        tar(all, RandomTree.ALL, "tar -cf $1 --format=gnu -S .");
        tar(all, RandomTree.ALL, "tar -cf $1 --format=gnu -V label .");
        tar(all, PAX, "tar -cf $1 --format=gnu -b 1 --listed-incremental=$1.snar .");
        tar(all, USTAR, "tar -cf $1 --format=ustar .");
        tar(all, RandomTree.ALL, "tar -cf $1 --format=posix .");
        tar(all, RandomTree.ALL, "tar -cf $1 --format=posix -V label --sparse-version=0.0 -S .");
        tar(all, RandomTree.ALL, "tar -cf $1 --format=posix --sparse-version=0.1 -S .");
        tar(all, RandomTree.ALL, "tar -cf $1 --format=posix --sparse-version=1.0 -S .");
        tar(all, PAX, "tar -cf $1 --format=posix --pax-option=exthdr.name=%d/x/%f,delete=atime .");
        tar(all, PAX, "tar -cf $1 --format=posix --pax-option=globexthdr.name=/g,comment=x,mtime=77 .");
        tar(all, PAX, "tar -cf $1 --format=posix --owner=9999999 --hard-dereference .");
        tar(all, OLD, "tar -cf $1 .; touch -hd @99 ./*; tar -rf $1 ./*");
        tar(all, OLD, "tar -cf $1 .; tar -cf $1.2 .; tar -Af $1 $1.2");
        tar(all, OLD, "chmod -R u+s,g+s,+t .; tar -cf $1 --mode=u+s,+t .; chmod -R u-s,g-s,-t .");
    }

    private static void others(List<Maker> all) {
        tar(all, OLD, "bsdtar -cf $1 --format v7 .");
        tar(all, USTAR, "bsdtar -cf $1 --format ustar .");
        tar(all, PAX, "bsdtar -cf $1 --format gnutar .");
        tar(all, RandomTree.ALL, "bsdtar -cf $1 --format pax .");
        tar(
                all,
                Set.of(Trait.LONG_NAMES, Trait.FOREIGN_NAMES, Trait.SYMLINKS, Trait.ODD_SYMLINKS),
                "busybox tar -cf $1 .");
        tar(all, Set.of(Trait.SYMLINKS, Trait.ODD_SYMLINKS), "cpio -oH ustar > $1 <<END\n$(find .)\nEND");
        tar(all, Set.of(Trait.SYMLINKS, Trait.ODD_SYMLINKS), "cpio -oH tar > $1 <<END\n$(find .)\nEND");
        tar(all, Set.of(Trait.SYMLINKS, Trait.ODD_SYMLINKS), "7z a -bd -snl -ttar $1 . >&2");
        tar(all, USTAR, python("USTAR_FORMAT"));
        tar(all, PAX, python("GNU_FORMAT"));
        tar(all, PAX, python("PAX_FORMAT,pax_headers={\"comment\":\"c\"}"));
    }

    private static String python(String format) {
        return "python3 -c 'import tarfile,sys\nwith tarfile.open(sys.argv[1],\"w\",format=tarfile." + format
                + ") as tar: tar.add(\".\")' $1";
    }

    private static void tar(List<Maker> all, Set<Trait> traits, String command) {
        String tool = command.startsWith("chmod") ? "tar" : command.substring(0, command.indexOf(' '));
        all.add(new Maker(".tar", tool, command, traits));
    }

    private static void compressed(List<Maker> all) {
        compressed(all, ".tar.gz", "gzip", "gzip -9");
        compressed(all, ".tgz", "gzip", "gzip -1; tar -cz .");
        compressed(all, ".tar.gz", "gzip", "gzip; head -c 5000 /dev/zero");
        nativelyCompressed(all, ".TAR.GZ", "bsdtar", "cat > /dev/null; bsdtar -czf - .");
        compressed(all, ".tar.bz2", "bzip2", "bzip2");
        compressed(all, ".tbz", "bzip2", "bzip2 -1; tar -cj .");
        compressed(all, ".tar.bz2", "bzip2", "bzip2; echo what bzip2 ignores");
        nativelyCompressed(all, ".tbz2", "7z", "7z a -bd -si -so -tbzip2 x");
        compressed(all, ".tar.xz", "xz", "xz -0");
        compressed(all, ".txz", "xz", "xz -6 --block-size=10000 --check=sha256; head -c 400 /dev/zero");
        compressed(all, ".tar.xz", "xz", "xz --x86 --delta=dist=4 --lzma2=preset=1 --check=crc32; tar -cJ .");
        compressed(all, ".tar.lzma", "xz", "xz --format=lzma");
        compressed(all, ".tlz", "xz", "xz --format=lzma --lzma1=lc=0,lp=4,pb=0");
        all.add(new Maker(
                ".tlzma",
                "xz tar",
                "tar -c . | xz --format=lzma -1 > $1",
                PAX,
                Optional.of("xz -dc --format=lzma $1 | tar --no-same-owner -x")));
        nativelyCompressed(all, ".tar.lz", "lzip", "lzip -9");
        nativelyCompressed(all, ".tlz", "lzip", "lzip -6");
        nativelyCompressed(all, ".tar.lz", "lzip", "lzip -0 -b 100000; tar -c . | lzip");
        nativelyCompressed(all, ".tar.zst", "zstd", "zstd -q");
        nativelyCompressed(all, ".tzst", "zstd", "zstd -q -19 --check; tar -c . | zstd -q --no-check");
    }

    private static void compressed(List<Maker> all, String extension, String tool, String compress) {
        all.add(new Maker(extension, tool, "tar -cf - . | { " + compress + "; } > $1", PAX));
    }

    private static void nativelyCompressed(List<Maker> all, String extension, String tool, String compress) {
        all.add(new Maker(extension, tool + " tar", "tar -cf - . | { " + compress + "; } > $1", PAX, UNPACK));
    }
}
