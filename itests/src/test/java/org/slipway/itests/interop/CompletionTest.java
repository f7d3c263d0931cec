package org.slipway.itests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.itests.Project;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.User;

/** What is offered on Tab, without a JVM. */
class CompletionTest {
    private static final String FEED = "<?xml version='1.0'?>\n"
            + "<interface uri='http://example.com/%s'"
            + " xmlns='http://zero-install.sourceforge.net/2004/injector/interface'>\n"
            + "<name>x</name><summary>x</summary>\n"
            + "<implementation id=\"sha1=1\" version=\"1.9\"/>\n"
            + "<implementation id=\"sha1=2\" version=\"1.10\"><command name=\"run\" path=\"x\"/></implementation>\n"
            + "</interface>\n";

    /** What the reference does not have. */
    private static final Predicate<String> OURS_ALONE = Pattern.compile(
                    "add (--batch|--json|--language|--locked|--pin|--quiet|--statuses|--trust|--unpin|aarch64|catalog|demo|diff|doctor|export|export-help|feed|fetch|gc|lock|plugin|rollback|self|serve|trust|update-all|why|why-not) ?")
            .asMatchPredicate();

    @TempDir
    Path home;

    private User user;

    @BeforeEach
    void there_are_feeds_an_app_and_no_java() throws IOException {
        user = new User(home).with("JAVA_HOME", "/nowhere");
        cache("http%3a%2f%2fexample.com%2fa.xml", "a.xml");
        cache("http%3a%2f%2fexample.com%2fb%26c.xml", "b&amp;c.xml");
        cache("https%3a%2f%2fother.example%2fx.xml", "x.xml");
        Path app = Files.createDirectories(home.resolve("config/apps/tool"));
        Files.writeString(
                app.resolve("requirements.json"),
                "{\"interface_uri\": \"http://example.com/a.xml\", \"command\": \"run\"}");
        Path preferences = Files.createDirectories(home.resolve("config/injector/interfaces"));
        Files.writeString(
                preferences.resolve("http:##example.com#a.xml"),
                "<?xml version=\"1.0\"?>\n<interface-preferences uri=\"http://example.com/a.xml\" "
                        + "xmlns=\"http://zero-install.sourceforge.net/2004/injector/interface\">"
                        + "<feed src=\"http://example.com/one.xml\"/><feed src=\"http://example.com/two.xml\"/>"
                        + "</interface-preferences>");
    }

    private void cache(String file, String name) throws IOException {
        Path interfaces = Files.createDirectories(home.resolve("cache/interfaces"));
        Files.writeString(interfaces.resolve(file), String.format(FEED, name));
    }

    /** @param line the word before ^ is being typed, else the last one; an empty one is written {@code _} */
    private Set<String> offered(Path program, String shell, String line) throws Exception {
        List<String> words = new ArrayList<>(List.of("_complete", shell));
        int typed = 0;
        for (String word : line.split(" ")) {
            if (word.endsWith("^")) typed = words.size();
            words.add(word.replace("^", "").equals("_") ? "" : word.replace("^", ""));
        }
        if (typed == 0) typed = words.size() - 1;
        int number = typed - 2 + (shell.equals("zsh") ? 1 : 0);
        Ended ended = user.with("COMP_CWORD", Integer.toString(number)).type(program, words.toArray());
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended.out().lines().collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0install sel",
                "0install remove",
                "0install store v",
                "0install store --v",
                "0install select --ver",
                "0install select -",
                "0install select --cpu i",
                "0install select --cpu=i",
                "0install select --cpu = i",
                "0install select http : //example.com/",
                "0install select http : //e^ x y",
                "0install select http :",
                "0install select --os _",
                "0install digest --algorithm sha2",
                "0install digest --algorithm=sha2",
                "0install --with-store _",
                "0install select h",
                "0install select https",
                "0install select http://e",
                "0install select http://example.com/",
                "0install select _",
                "0install download --before 1 http://o",
                "0install run _",
                "0install run t",
                "0install run tool _",
                "0install run -w gdb -m x to",
                "0launch to",
                "0launch tool x",
                "0install update to",
                "0install add x http://e",
                "0install add-feed http://e",
                "0install add-feed http://example.com/a.xml x",
                "0install remove-feed h",
                "0install remove-feed http://example.com/a.xml http://example.com/t",
                "0install list-feeds _",
                "0install config n",
                "0install config network_use _",
                "0install config network_use f",
                "0install import _",
                "0install man t",
                "0install digest _",
                "0install store add sha2",
                "0install store find _",
                "0install store verify _",
                "0install store manifest x sha",
                "0install store copy _",
                "0store fi",
                "0store verify sha1n",
                "0install list _",
                "0install show _",
                "0install destroy t",
                "0install -- sel",
                "0install -c sel",
                "0install select --version-for http://example.com/a.xml 1",
                "0install select --version-for h",
                "0install run --version 1.^ tool",
                "0install run --version 1..!1^ http://example.com/a.xml",
                "0install run --before _^ http://example.com/a.xml",
                "0install run --version=1^ tool"
            })
    void the_reference_offers_the_same(String line) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        for (String shell : List.of("bash", "zsh", "fish")) {
            // Bash takes the word apart.
            if (shell.equals("bash") && line.contains("=")) continue;
            Set<String> theirs = offered(Path.of("/usr/bin/0install"), shell, line);
            Set<String> ours = offered(User.program(), shell, line);
            ours.removeIf(OURS_ALONE);
            assertThat(ours).as(shell).isEqualTo(theirs);
        }
    }

    @Test
    void bash_gets_whole_words_of_what_it_takes_apart() throws Exception {
        String script = ". '" + User.program().resolveSibling("../share/bash-completion/completions/slipway") + "'\n"
                + "PATH=" + User.program().getParent() + ":$PATH\n"
                + "COMP_LINE=$1 COMP_POINT=${#1}\n_slipway\nprintf '<%s>' \"${COMPREPLY[@]}\"\n";
        assertThat(bash(script, "slipway select http://example.com/a")).isEqualTo("<//example.com/a.xml >");
        assertThat(bash(script, "slipway select --cpu=i3")).isEqualTo("<i386 >");
        assertThat(bash(script, "slipway run to")).isEqualTo("<tool >");
        assertThat(bash(script, "slipway import cac")).isEqualTo("<cache/>");
    }

    private String bash(String script, String line) throws Exception {
        Ended ended = user.type(Path.of("/bin/bash"), "-c", script, "bash", line);
        assertThat(ended.err()).as(ended.toString()).isEmpty();
        return ended.out();
    }

    @Test
    void the_commands_and_options_are_those_that_there_are() throws Exception {
        User reader = new User(home);
        Ended help = reader.slipway("export-help");
        List<String> expected = new ArrayList<>();
        for (String one : help.out().split("\n(?=Usage: )")) expected.add(entry(one));
        Path file = Project.distribution().resolve("libexec/commands");
        assertThat(Files.readAllLines(file))
                .as("libexec/commands of the distribution, which completion reads")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The name of a command and its options. */
    private static String entry(String help) {
        Matcher usage = Pattern.compile("Usage: slipway (.*?) \\[OPTIONS]").matcher(help);
        assertThat(usage.find()).as(help).isTrue();
        List<String> options = new ArrayList<>();
        for (String line : help.lines().filter(text -> text.startsWith("  -")).toList()) {
            Matcher option = Pattern.compile("(?<![\\w-])(--[a-z-]+|-[a-zA-Z](?![a-z-]))")
                    .matcher(line.strip().split("  ")[0]);
            while (option.find()) options.add(option.group());
        }
        return usage.group(1) + "\t" + String.join(" ", options);
    }

    @Test
    void settings_are_those_that_there_are() throws Exception {
        Ended config = new User(home).slipway("config");
        String known = Files.readString(Project.distribution().resolve("libexec/settings"));
        for (String line : config.out().lines().toList())
            assertThat(known).contains("\n:config " + line.substring(0, line.indexOf(' ')));
    }
}
