package org.slipway.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slipway.model.xml.Element;

/** Feeds, preferences and settings made from a seed, with something of everything that feeds can say. */
public final class Universe {

    private static final String[] VERSIONS = {
        "0",
        "0.1",
        "0.9-pre1",
        "1",
        "1.0",
        "1-rc",
        "1.1-rc2",
        "1.1",
        "1.2",
        "1.2-1",
        "1.2-post",
        "1.2-post3-pre",
        "1.10",
        "2.0-pre",
        "2.0",
        "2.0.0",
        "2.1",
        "3",
        "20260101120000",
        "9223372036854775807"
    };
    private static final String[] MACHINES = {
        "Linux-x86_64",
        "Linux-i486",
        "*-src",
        "*-src",
        "Windows-x86_64",
        "MacOSX-*",
        "POSIX-*",
        "Linux-*",
        "*-aarch64",
        "*-i686",
        "Linux-i386",
        "POSIX-x86_64",
        "Darwin-*",
        "Cygwin-*",
        "*-ppc"
    };
    private static final String[] STABILITIES = {"stable", "stable", "testing", "developer", "buggy", "insecure"};

    private final Dice dice;
    private final int interfaces;
    private final Map<String, String> feeds = new LinkedHashMap<>();
    private final List<String> lacking = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> pins = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();

    private Universe(long seed, int most) {
        this.dice = new Dice(seed);
        this.interfaces = 2 + dice.below(most - 1);
        for (int i = 0; i < interfaces; i++) feeds.put(uri(i), feed(i));
    }

    /** Writes a universe and gives what is to be asked of it. */
    public static Question write(long seed, int interfaces, Home home) throws IOException {
        Universe universe = new Universe(seed, interfaces);
        universe.write(home);
        return new Question(
                universe.dice.one("C", "C", "C.UTF-8", "fr_FR.UTF-8", "de", "en_US.UTF-8", "zh_TW"),
                universe.options(),
                uri(0));
    }

    private static String uri(int number) {
        return "http://example.com/i" + number + ".xml";
    }

    // ---------------------------------------------------------------------------------------------------- feeds

    private String feed(int own) {
        StringBuilder content = new StringBuilder();
        if (dice.in100(8)) content.append("<replaced-by interface='" + uri(dice.below(interfaces)) + "'/>");
        if (dice.in100(20)) content.append(imported(own));
        if (dice.in100(15)) content.append(nativePackage(own));
        for (int n = 1 + dice.below(4); n > 0; n--)
            content.append(dice.in100(65) ? group(own, 0) : implementation(own));
        return document(uri(own), content.toString());
    }

    private String document(String uri, String content) {
        return "<interface xmlns='" + Element.ZERO_INSTALL
                + "' xmlns:compile='http://zero-install.sourceforge.net/2006/namespaces/0compile' uri='" + uri + "'"
                + sometimes(4, " min-injector-version='" + dice.one("0.1", "2.17", "2.18") + "'")
                + "><name>n</name><summary>s</summary>" + content + "</interface>";
    }

    /** A feed beside the interface's own. */
    private String imported(int own) {
        String uri = uri(own).replace(".xml", "-more.xml");
        if (!dice.in100(10)) feeds.put(uri, document(uri, "<feed-for interface='" + uri(own) + "'/>" + group(own, 1)));
        return "<feed src='" + uri + "'" + sometimes(30, " arch='" + dice.one(MACHINES) + "'")
                + sometimes(15, " langs='" + dice.one("fr", "en de") + "'") + "/>";
    }

    private String nativePackage(int own) {
        return "<package-implementation package='" + dice.one("bash", "coreutils", "not-installed", "unknown") + "'"
                + sometimes(40, " distributions='" + dice.one("Debian", "Debian RPM") + "'")
                + sometimes(40, " main='/bin/x'")
                + sometimes(15, " version='" + range() + "'") + ">"
                + sometimes(30, dependency(own, "requires"))
                + sometimes(30, command(own, "run")) + "</package-implementation>";
    }

    private String group(int own, int depth) {
        StringBuilder content = new StringBuilder();
        if (dice.in100(40)) content.append(dependency(own, dice.one("requires", "requires", "restricts")));
        if (dice.in100(80)) content.append(command(own, "run"));
        if (dice.in100(8)) content.append(selfBinding());
        for (int n = 1 + dice.below(3); n > 0; n--)
            content.append(depth < 2 && dice.in100(25) ? group(own, depth + 1) : implementation(own));
        return "<group" + sometimes(15, " arch='" + dice.one(MACHINES) + "'")
                + sometimes(15, " stability='" + dice.one(STABILITIES) + "'")
                + sometimes(15, " langs='" + dice.one("fr", "de en_GB") + "'")
                + sometimes(12, " main='gm'") + sometimes(5, " self-test='gt'")
                + sometimes(5, " version='" + dice.one(VERSIONS) + "'")
                + sometimes(10, " license='MIT' doc-dir='d'")
                + condition(5) + ">" + content + "</group>";
    }

    private String implementation(int own) {
        String hex = dice.hex(40);
        String id = dice.one("sha1new=" + hex, "sha1=" + hex, "id" + hex.substring(30), "x/ y=" + hex.substring(36));
        String digest = dice.in100(50) ? dice.base32(52) : "";
        ids.add(id);
        pins.add("=" + uri(own) + "/" + Home.underscored(id));
        if (dice.in100(15)) stored.add(digest.isEmpty() ? "sha1new=" + hex : "sha256new_" + digest);
        String machine = dice.in100(35) ? dice.one(MACHINES) : "";
        StringBuilder content = new StringBuilder();
        for (int n = dice.below(3); n > 0; n--)
            content.append(dependency(own, dice.one("requires", "requires", "requires", "restricts")));
        if (dice.in100(50)) content.append(command(own, dice.one("run", "run", "test", "other")));
        if (machine.endsWith("-src") && dice.in100(70)) content.append(compileCommand(own));
        if (dice.in100(15)) content.append(selfBinding());
        if (!digest.isEmpty()) content.append("<manifest-digest sha256new='" + digest + "'/>");
        if (!dice.in100(4)) content.append("<archive href='http://example.com/" + hex + ".tgz' size='10'/>");
        return "<implementation id='" + id + "' version='" + dice.one(VERSIONS) + "'"
                + sometimes(3, " version-modifier='" + dice.one("-pre", "-1") + "'")
                + (machine.isEmpty() ? "" : " arch='" + machine + "'")
                + sometimes(50, " stability='" + dice.one(STABILITIES) + "'")
                + sometimes(25, " langs='" + dice.one("en", "fr", "en_GB fr", "de", "zh_TW zh") + "'")
                + sometimes(30, " released='2020-0" + (1 + dice.below(9)) + "-01'")
                + sometimes(25, " main='m'") + sometimes(5, " self-test='t'")
                + condition(3) + ">" + content + "</implementation>";
    }

    // ------------------------------------------------------------------------------------- what is in several places

    private String dependency(int own, String kind) {
        boolean requires = kind.equals("requires");
        StringBuilder content = new StringBuilder();
        String versions = dice.in100(50) ? " version='" + range() + "'" : "";
        if (versions.isEmpty() && dice.in100(30))
            content.append(dice.one(
                    "<version not-before='" + dice.one(VERSIONS) + "'/>",
                    "<version before='" + dice.one(VERSIONS) + "'/>",
                    "<version not-before='1' before='2.0'/><version not-before='0.1'/>"));
        if (requires && dice.in100(25)) content.append(environment());
        if (requires && dice.in100(15)) content.append(executable("run"));
        return "<" + kind + " interface='" + uri(target(own)) + "'" + versions
                + (requires ? sometimes(25, " importance='" + dice.one("recommended", "essential") + "'") : "")
                + (requires ? sometimes(6, " use='" + dice.one("testing", "x") + "'") : "")
                + (requires ? sometimes(6, " source='true'") : "")
                + sometimes(8, " os='" + dice.one("Linux", "Windows", "POSIX", "Darwin") + "'")
                + sometimes(6, " distribution='" + dice.one("0install", "Debian", "RPM Debian") + "'")
                + condition(6) + ">" + content + "</" + kind + ">";
    }

    /** Mostly an interface that comes later; sometimes one that leads back. */
    private int target(int own) {
        if (dice.in100(15)) return dice.below(interfaces);
        return own + 1 < interfaces ? own + 1 + dice.below(interfaces - own - 1) : dice.below(interfaces);
    }

    private String command(int own, String name) {
        StringBuilder content = new StringBuilder();
        if (dice.in100(30)) content.append("<arg>" + dice.one("-x", "${P1}", "$HOME", "a b") + "</arg>");
        if (dice.in100(8)) content.append("<for-each item-from='P'><arg>${item}</arg></for-each>");
        boolean runner = dice.in100(30);
        if (runner)
            content.append("<runner interface='" + uri(target(own)) + "'"
                    + sometimes(30, " command='" + dice.one("run", "test", "other") + "'")
                    + sometimes(40, " version='" + range() + "'")
                    + sometimes(5, " os='" + dice.one("Linux", "Windows") + "'") + condition(5) + ">"
                    + sometimes(30, "<arg>-r</arg>") + sometimes(20, environment()) + "</runner>");
        if (dice.in100(20)) content.append(dependency(own, dice.one("requires", "restricts")));
        if (dice.in100(10)) content.append(environment());
        if (dice.in100(10)) content.append(executable(dice.one("run", "test")));
        boolean path = !runner || dice.in100(70);
        return "<command name='" + name + "'" + (path ? " path='bin/" + name + "'" : "") + condition(2) + ">" + content
                + "</command>";
    }

    private String compileCommand(int own) {
        return "<command name='compile' path='make'>" + sometimes(40, dependency(own, "requires"))
                + sometimes(
                        70,
                        "<compile:implementation" + sometimes(40, " arch='" + dice.one("*-*", "Linux-x86_64") + "'")
                                + sometimes(50, " main='built'") + ">" + sometimes(40, command(own, "run"))
                                + sometimes(40, dependency(own, "requires")) + "</compile:implementation>")
                + "</command>";
    }

    private String selfBinding() {
        return dice.in100(60) ? environment() : executable(dice.one("run", "test"));
    }

    private String environment() {
        return "<environment name='" + dice.one("P", "Q") + "' "
                + dice.one("insert=''", "insert='lib' mode='append'", "value='v' mode='replace'", "insert='.'") + "/>";
    }

    private String executable(String command) {
        return dice.one(
                "<executable-in-path name='x'/>",
                "<executable-in-path name='x' command='" + command + "'/>",
                "<executable-in-var name='X' command='" + command + "'/>",
                "<binding path='p'" + sometimes(70, " command='" + command + "'") + "/>");
    }

    private String condition(int often) {
        return sometimes(often, " if-0install-version='" + dice.one("2.0..", "..!2.0", "2.18", "3..") + "'");
    }

    private String range() {
        int low = dice.below(VERSIONS.length - 1);
        int high = low + 1 + dice.below(VERSIONS.length - low - 1);
        String from = VERSIONS[low];
        String to = VERSIONS[high];
        return dice.one(
                from + "..",
                from + "..",
                "..!" + to,
                "..!" + to,
                from + "..!" + to,
                from,
                "!" + to,
                from + "..!" + to + " | " + VERSIONS[VERSIONS.length - 3] + "..");
    }

    private String sometimes(int often, String text) {
        return dice.in100(often) ? text : "";
    }

    // --------------------------------------------------------------------------------------------- everything else

    private void write(Home home) throws IOException {
        home.setting("help_with_testing = " + dice.one("True", "False") + "\nnetwork_use = "
                + dice.one("full", "full", "minimal") + "\n");
        for (Map.Entry<String, String> feed : feeds.entrySet())
            home.cache(feed.getKey(), feed.getValue().getBytes(StandardCharsets.UTF_8));
        for (String feed : lacking) home.lack(feed);
        for (String entry : stored) home.store(entry);
        for (int i = 0; i < interfaces; i++) if (dice.in100(15)) home.prefer(uri(i), preferences(i, home));
        for (int i = 0; i < interfaces; i++) if (dice.in100(5)) home.build(uri(i), localFeed(i));
        for (int i = 0; i < interfaces; i++) if (dice.in100(5)) home.bring(uri(i), localFeed(i));
        for (String feed : List.copyOf(feeds.keySet())) if (dice.in100(15)) home.rate(feed, ratings());
    }

    private Element preferences(int own, Home home) throws IOException {
        Element preferences = Element.of("interface-preferences");
        if (dice.in100(70))
            preferences = preferences.with("stability_policy", dice.one("stable", "testing", "developer"));
        if (!dice.in100(50)) return preferences;
        Path feed = home.write("local/" + own + "/feed.xml", localFeed(own));
        Element registered = Element.of("feed").with("src", feed.toString());
        return preferences.with(dice.in100(30) ? registered.with("arch", dice.one(MACHINES)) : registered);
    }

    private String localFeed(int own) {
        return "<interface xmlns='" + Element.ZERO_INSTALL + "'><name>l</name><summary>s</summary><feed-for interface='"
                + uri(own) + "'/><implementation " + dice.one("id='.'", "id='gone'", "id='x' local-path='.'", "id='/'")
                + " version='" + dice.one(VERSIONS) + "' main='m'>" + sometimes(40, dependency(own, "requires"))
                + "</implementation></interface>";
    }

    private Map<String, String> ratings() {
        Map<String, String> ratings = new LinkedHashMap<>();
        for (int n = 1 + dice.below(3); n > 0; n--)
            ratings.put(ids.get(dice.below(ids.size())), dice.one("preferred", "buggy", "stable", "insecure"));
        return ratings;
    }

    /** Mostly the interface that a pin could be for. */
    private String pinned() {
        return uri(dice.below(Math.min(2, interfaces)));
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        if (dice.in100(10)) options.add("--os=" + dice.one("Linux", "Windows", "MacOSX", "Darwin", "Cygwin", "*"));
        if (dice.in100(10)) options.add("--cpu=" + dice.one("x86_64", "i686", "aarch64", "i386", "ppc64", "armv7l"));
        if (dice.in100(5)) options.add("--source");
        if (dice.in100(15)) options.add("--command=" + dice.one("", "test", "run", "compile", "other"));
        if (dice.in100(12)) options.add("--version=" + range());
        if (dice.in100(8)) options.add("--before=" + dice.one(VERSIONS));
        if (dice.in100(8)) options.add("--not-before=" + dice.one(VERSIONS));
        if (dice.in100(15)) options.addAll(List.of("--version-for", uri(dice.below(interfaces)), range()));
        if (dice.in100(5)) options.addAll(List.of("--version-for", pinned(), pins.get(dice.below(pins.size()))));
        if (dice.in100(12)) options.add("--may-compile");
        if (dice.in100(6)) options.add("--offline");
        return options;
    }
}
