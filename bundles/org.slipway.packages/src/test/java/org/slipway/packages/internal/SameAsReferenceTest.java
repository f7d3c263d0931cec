package org.slipway.packages.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.slipway.packages.internal.Recorded.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Implementation;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

/** {@code 0install}, which sees recorded databases in place of this machine's, chooses what is found here, too. */
class SameAsReferenceTest {
    private static final List<String> ATTRIBUTES =
            List.of("id", "version", "package", "from-feed", "quick-test-file", "quick-test-mtime");

    @TempDir
    Path base;

    private Path programs;

    @BeforeEach
    void reference_that_sees_other_databases() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        int possible = new ProcessBuilder("unshare", "-m", "mount", "--bind", "/var", "/var")
                .start()
                .waitFor();
        assumeTrue(possible == 0, "skipped: needs the right to mount (root)");
        programs = Files.createDirectories(base.resolve("programs"));
        Files.createDirectories(base.resolve("home"));
    }

    /** A program that prints what was recorded. */
    private void says(String name, String recorded) throws Exception {
        Path answer =
                Path.of(Recorded.class.getResource("/recorded/" + recorded).toURI());
        Path program = programs.resolve(name);
        Files.writeString(program, "#!/bin/sh\ncat '" + answer + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Recorded recorded(String name) throws Exception {
        Recorded linux = new Recorded(base, "Linux");
        for (String directory : List.of("var", "opt")) Files.createDirectories(linux.root.resolve(directory));
        return linux.with(name);
    }

    /** What 0install chooses of each package, alone. */
    private List<Map<String, String>> reference(Recorded recorded, List<String> feeds) throws Exception {
        StringBuilder needed = new StringBuilder();
        for (String feed : feeds)
            needed.append("<requires importance='recommended' interface='")
                    .append(feed)
                    .append("'/>");
        Path root = base.resolve("root.xml");
        Files.writeString(root, feed("<group>" + needed + "<implementation id='.' version='1'/></group>"));
        String mounts = "for d in var opt; do mount --bind '" + recorded.root + "'/$d /$d || exit 9; done; ";
        String select = "exec 0install select --command= --xml --offline '" + root + "'";
        ProcessBuilder builder = new ProcessBuilder("unshare", "-m", "sh", "-c", mounts + select)
                .redirectError(base.resolve("errors").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME", base.resolve("home").toString(),
                        "XDG_CACHE_HOME", base.resolve("home").toString(),
                        "PATH", programs + ":/usr/bin:/bin"));
        Process process = builder.start();
        byte[] document = process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as(Files.readString(base.resolve("errors")))
                .isZero();
        List<Map<String, String>> chosen = new ArrayList<>();
        for (Element selection : Xml.read(document).children())
            if (selection.attribute("package").isPresent()) chosen.add(attributes(selection));
        return chosen;
    }

    private static Map<String, String> attributes(Element selection) {
        Map<String, String> attributes = new TreeMap<>();
        for (String name : ATTRIBUTES) selection.attribute(name).ifPresent(value -> attributes.put(name, value));
        return attributes;
    }

    private static String feed(String content) {
        return "<interface xmlns='" + Element.ZERO_INSTALL + "'><name>x</name><summary>x</summary>" + content
                + "</interface>";
    }

    private Map<String, String> attributes(Recorded recorded, Implementation found) {
        Map<String, String> attributes = new TreeMap<>();
        for (String name : ATTRIBUTES)
            found.attribute(name).ifPresent(value -> attributes.put(name, value.replace(recorded.root + "/", "/")));
        return attributes;
    }

    private void same(Recorded recorded, PackageManager manager, int chosen, String... names) throws Exception {
        List<String> feeds = new ArrayList<>();
        List<Map<String, String>> here = new ArrayList<>();
        for (String name : names) {
            Path file = base.resolve("feed" + feeds.size() + ".xml");
            Files.writeString(file, feed(named(name)));
            feeds.add(file.toString());
            FeedUri uri = FeedUri.of(file.toString());
            for (Implementation it :
                    Recorded.find(manager, uri, named(name), Depth.INSTALLED).implementations())
                here.add(attributes(recorded, it));
        }
        List<Map<String, String>> reference = reference(recorded, feeds);
        assertThat(reference).hasSize(chosen);
        assertThat(here).containsAll(reference);
        assertThat(here.stream()
                        .filter(it -> it.get("id").matches(".*:(x86_64|\\*)"))
                        .map(it -> it.get("from-feed"))
                        .distinct())
                .hasSize(chosen);
    }

    @Test
    void with_pacman() throws Exception {
        Recorded arch = recorded("arch");
        same(
                arch,
                new Arch(arch.machine()),
                4,
                names("python python2 tzdata jre-openjdk-headless linux-firmware-git half"));
    }

    @Test
    void with_portage() throws Exception {
        Recorded gentoo = recorded("gentoo");
        String emulated = "app-emulation/emul-linux-x86-xlibs";
        same(
                gentoo,
                new Gentoo(gentoo.machine()),
                2,
                names("dev-lang/python dev-lang/python-exec sys-libs/glibc python " + emulated));
    }

    @Test
    void with_slackware_but_for_names_with_dashes_which_it_does_not_find() throws Exception {
        Recorded slackware = recorded("slackware");
        same(slackware, new Slackware(slackware.machine()), 2, names("bash aaa_base infozip bas"));
    }

    @Test
    void with_rpm_and_the_same_file_for_both() throws Exception {
        Recorded suse = recorded("suse").answering("rpm", "fedora.rpm-qa");
        says("rpm", "fedora.rpm-qa");
        String[] names = names("bash glibc tzdata java-1.7.0-openjdk python3 odd=name kmod-cvs gpg-pubkey");
        same(suse, new Rpm(suse.machine()), 5, names);

        Path theirs = base.resolve("home/0install.net/injector/rpm-status3.cache");
        assertThat(suse.cache("rpm-status3.cache")).hasSameTextualContentAs(theirs);
        Files.copy(theirs, suse.cache("rpm-status3.cache"), StandardCopyOption.REPLACE_EXISTING);
        suse.started.clear();
        Files.delete(programs.resolve("rpm"));
        same(suse, new Rpm(suse.machine()), 5, names);
        assertThat(suse.started).isEmpty();
    }

    @Test
    void with_mac_ports() throws Exception {
        Recorded mac = recorded("macports").answering("port", "macports.port-installed");
        says("port", "macports.port-installed");
        same(mac, new MacPorts(mac.machine()), 4, names("gettext py311-six python311 zlib bash"));
    }

    @Test
    void with_the_python_of_a_machine_that_nobody_knows() throws Exception {
        Recorded unknown = recorded("nothing");
        unknown.environment.put("PATH", "/usr/bin:/bin");
        String uri = "http://repo.roscidus.com/python/python";
        Path cached = base.resolve("home/0install.net/interfaces/http%3a%2f%2frepo.roscidus.com%2fpython%2fpython");
        Files.createDirectories(cached.getParent());
        Files.write(
                cached,
                feed(named("python"))
                        .replace("<interface ", "<interface uri='" + uri + "' ")
                        .getBytes(UTF_8));

        List<Map<String, String>> here = new ArrayList<>();
        for (Implementation it : Recorded.find(
                        new HostPython(unknown.machine(new SystemProgram())),
                        FeedUri.of(uri),
                        named("python"),
                        Depth.INSTALLED)
                .implementations()) here.add(attributes(unknown, it));
        assertThat(here).isNotEmpty().containsAll(reference(unknown, List.of(uri)));
        assertThat(reference(unknown, List.of(uri))).hasSize(1);
    }

    private static String[] names(String names) {
        return names.split(" ");
    }
}
