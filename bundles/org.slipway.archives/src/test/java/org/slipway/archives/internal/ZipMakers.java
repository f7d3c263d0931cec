package org.slipway.archives.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.archives.internal.RandomTree.Trait;

/** Zip files of many writers, with all ways to compress. */
final class ZipMakers {
    private static final Set<Trait> ALL = EnumSet.complementOf(EnumSet.of(Trait.HARD_LINKS));
    private static final Set<Trait> ASCII = Set.of(Trait.LONG_NAMES);

    private ZipMakers() {}

    static List<Maker> all() {
        List<Maker> all = new ArrayList<>();
        zip(all, ALL, "zip -qry $1 .");
        zip(all, ALL, "zip -qry $1 ./* ./.h*");
        zip(all, ALL, "zip -qry - . > $1");
        zip(all, ALL, "tar -c . > /dev/null; find . -type f | zip -qry@ - | cat > $1");
        zip(all, ASCII, "zip -qrX $1 .");
        zip(all, ALL, "zip -qrD $1 .");
        zip(all, ALL, "zip -qry0 $1 .");
        zip(all, ALL, "zip -qryfz $1 .");
        zip(all, ALL, "zip -qry9 -Z bzip2 $1 .");
        zip(all, ASCII, "zip -qrk $1 .");
        zip(all, ALL, "zip -qry $1 .; echo a comment | zip -qz $1 > /dev/null");
        zip(all, ALL, "chmod -R u+s,g+s,+t .; zip -qry $1 .; chmod -R u-s,g-s,-t .");
        zip(all, ALL, "bsdtar -cf $1 --format zip .");
        zip(all, ALL, "bsdtar -cf - --format zip --options zip:compression=store . | cat > $1");
        zip(all, ALL, "bsdtar -cf $1 --format zip --options zip:zip64 .");
        zip(all, ASCII, "7z a -bd -tzip $1 . >&2");
        zip(all, ALL, "7z a -bd -snl -tzip -mcu $1 . >&2");
        zip(all, ASCII, "7z a -bd -tzip -mm=Deflate64 -mx=9 $1 . >&2");
        zip(all, ASCII, "7z a -bd -tzip -mtc=off $1 . >&2");
        zip(all, ASCII, python("ZIP_DEFLATED", ""));
        zip(all, ASCII, python("ZIP_BZIP2", ""));
        zip(all, ASCII, python("ZIP_STORED", "; z.writestr(\"twice\",\"old\"); z.writestr(\"twice\",\"new\")"));
        newer(all, "LZMA");
        newer(all, "LZMA -mx=9 -mfb=273 -mlc=8 -mlp=0");
        newer(all, "xz");
        return all;
    }

    /** What unzip cannot decompress has the tree of what it can, written with the same times. */
    private static void newer(List<Maker> all, String method) {
        String zip = "7z a -bd -tzip -mtc=off -mm=";
        all.add(new Maker(
                ".zip",
                "7z unzip",
                zip + method + " $1 . >&2",
                ASCII,
                Optional.of(
                        "cd ../tree/top; " + zip + "Deflate $1.zip . >&2; cd ../../unpacked; TZ=GMT unzip -q $1.zip")));
    }

    private static String python(String method, String more) {
        return "python3 -W ignore -c 'import zipfile,sys,os\n"
                + "with zipfile.ZipFile(sys.argv[1],\"w\",zipfile." + method + ",strict_timestamps=False) as z:\n"
                + " for d,_,fs in os.walk(\".\"):\n"
                + "  for f in fs: z.write(os.path.join(d,f))\n"
                + " pass" + more + "' $1";
    }

    private static void zip(List<Maker> all, Set<Trait> traits, String command) {
        String tool = command.startsWith("chmod") || command.startsWith("tar")
                ? "zip"
                : command.replaceFirst(" .*(?s).*", "");

        all.add(new Maker(".zip", tool, command, traits));
    }
}
