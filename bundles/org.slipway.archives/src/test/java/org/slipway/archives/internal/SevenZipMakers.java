package org.slipway.archives.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.archives.internal.RandomTree.Trait;

/** 7z files of all the methods that there are. The reference does not know them, so 7z itself unpacks. */
final class SevenZipMakers {
    /** It writes odd links as they are, but mends them as it unpacks. */
    private static final Set<Trait> ALL = EnumSet.complementOf(EnumSet.of(Trait.HARD_LINKS, Trait.ODD_SYMLINKS));

    private SevenZipMakers() {}

    static List<Maker> all() {
        List<Maker> all = new ArrayList<>();
        for (String method : List.of(
                "",
                "-mx=0",
                "-mx=9 -ms=on",
                "-ms=off",
                "-m0=LZMA -mhc=off",
                "-m0=LZMA:lc=8:lp=0:pb=4:d=1m",
                "-m0=LZMA2:d=64k",
                "-m0=BZip2",
                "-m0=Deflate",
                "-m0=Deflate64",
                "-m0=Delta:4 -m1=LZMA")) with(all, method, "");
        for (String filter : List.of("BCJ", "BCJ2", "PPC", "IA64", "ARM", "ARMT", "SPARC", "ARM64", "RISCV"))
            with(all, "-mf=" + filter, "cat /bin/sh /bin/cat > B.exe; touch -d @9 B.exe; ");
        with(all, "-m0=BCJ2 -m1=LZMA -m2=LZMA -m3=LZMA -mb0:1 -mb0s1:2 -mb0s2:3", "cp -p /bin/sh B.exe; ");
        with(all, "-mx=1; touch -d @5 new; 7z u -bd -mx=9 $1 new >&2", "");
        all.add(new Maker(
                ".7z",
                "bsdtar 7z",
                "bsdtar -cf $1 --format 7zip .",
                Set.of(Trait.FOREIGN_NAMES),
                Optional.of(unpack())));
        return all;
    }

    private static void with(List<Maker> all, String method, String before) {
        String[] parts = method.split("; ", 2);
        String after = parts.length > 1 ? "; " + parts[1] : "";
        String command = before + "7z a -bd -snl " + parts[0] + " $1 . >&2" + after;
        all.add(new Maker(".7z", "7z", command, ALL, Optional.of(unpack())));
    }

    private static String unpack() {
        return "7z x -bd -y -snld20 $1 >&2";
    }
}
