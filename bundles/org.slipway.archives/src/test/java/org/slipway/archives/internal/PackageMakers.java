package org.slipway.archives.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.archives.internal.RandomTree.Trait;

/** Packages of distributions and of Ruby, and what they are made of. */
final class PackageMakers {
    private static final Set<Trait> TAR = EnumSet.complementOf(EnumSet.of(Trait.HOLES, Trait.ODD_TIMES));
    private static final Set<Trait> CPIO =
            EnumSet.of(Trait.SYMLINKS, Trait.ODD_SYMLINKS, Trait.HARD_LINKS, Trait.LONG_NAMES);

    private PackageMakers() {}

    static List<Maker> all() {
        List<Maker> all = new ArrayList<>();
        debs(all);
        rpms(all);
        ars(all);
        cab(all, "");
        cab(all, "-z");
        gem(all, "");
        gem(all, "; s.executables = []; s.description = %q(long)");
        return all;
    }

    private static void debs(List<Maker> all) {
        for (String compression : List.of("gzip", "xz", "none", "zstd")) {
            String command = "cp -a . $1.d; mkdir -m 755 $1.d/DEBIAN; chmod 755 $1.d\n"
                    + "printf 'Package: x\\nVersion: 1\\nArchitecture: all\\nMaintainer: m <m@example.org>\\nDescription: d\\n'"
                    + " > $1.d/DEBIAN/control\ndpkg-deb -Z" + compression + " -b $1.d $1 >&2";
            Optional<String> unpack =
                    compression.equals("zstd") ? Optional.of("dpkg-deb --fsys-tarfile $1 | tar -x") : Optional.empty();
            all.add(new Maker(".deb", "dpkg-deb", command, TAR, unpack));
        }
        for (String compression : List.of("bz2 bzip2", "lzma xz --format=lzma")) {
            String[] words = compression.split(" ", 2);
            String command = "cd ..; echo 2.0 > debian-binary; tar -cz --files-from=/dev/null > control.tar.gz\n"
                    + "tar -C top -c . | " + words[1] + " > data.tar." + words[0]
                    + "; ar rc $1 debian-binary control.tar.gz data.tar." + words[0];
            all.add(new Maker(".deb", "ar " + words[1].split(" ")[0], command, TAR));
        }
    }

    private static void rpms(List<Maker> all) {
        for (String payload : List.of("w9.gzdio", "w9.bzdio", "w2.xzdio", "w2.lzdio", "w19.zstdio", "w.ufdio"))
            all.add(new Maker(".rpm", "rpmbuild cpio", rpm(payload), CPIO));
    }

    private static String rpm(String payload) {
        return "cat > $1.spec <<'END'\nName: x\nVersion: 1\nRelease: 1\nSummary: s\nLicense: l\nAutoReqProv: no\n"
                + "BuildArch: noarch\n%description\nd\n%install\nmkdir -p %{buildroot}/opt\n"
                + "cp -a %{tree}/. %{buildroot}/opt/x\n%files\n/opt/x\nEND\n"
                + "rpmbuild -bb --quiet --define \"_topdir $1.top\" --define \"_binary_payload " + payload + "\" "
                + "--define \"tree $PWD\" --define '__os_install_post %{nil}' --define '_build_id_links none' $1.spec >&2\n"
                + "cp $1.top/RPMS/noarch/*.rpm $1";
    }

    private static void ars(List<Maker> all) {
        String unpack = "ar xo $1";
        String files = "find . -maxdepth 1 -type f -printf './%P\\0' | xargs -0r ";
        Set<Trait> flat = Set.of(Trait.LONG_NAMES);
        all.add(new Maker(".ar", "ar", files + "ar rcU $1", flat, Optional.of(unpack)));
        all.add(new Maker(".a", "ar", files + "ar rcD $1", flat, Optional.of(unpack)));
        all.add(new Maker(".ar", "bsdtar ar", files + "bsdtar -cf $1 --format arbsd --", flat, Optional.of(unpack)));
    }

    private static void cab(List<Maker> all, String compress) {
        String command = "find . -type f | grep -v '^./-' | tr '\\n' '\\0' | xargs -0r gcab -c " + compress + " $1 >&2";
        all.add(new Maker(".cab", "gcab cabextract", command, Set.of(Trait.LONG_NAMES, Trait.FOREIGN_NAMES)));
    }

    private static void gem(List<Maker> all, String more) {
        String command = "cat > $1.gemspec <<'END'\nGem::Specification.new { |s| s.name = 'x'; s.version = '1'; "
                + "s.summary = 's'; s.authors = ['a']; s.license = 'MIT'; "
                + "s.files = Dir.glob('**/*', File::FNM_DOTMATCH).reject { |f| File.directory?(f) }" + more
                + " }\nEND\ngem build --force -q -o $1 $1.gemspec >&2";
        all.add(new Maker(".gem", "gem", command, Set.of(Trait.SYMLINKS, Trait.ODD_SYMLINKS, Trait.FOREIGN_NAMES)));
    }
}
