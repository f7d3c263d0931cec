package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named applications: beside the reference in a home that is like ours, and launched without a JVM. */
class AppsTest {
    private static final Path REFERENCE = Path.of("/usr/bin/0install");

    @TempDir
    Path temp;

    private User user;
    private User twin;
    private Path feed;

    @BeforeEach
    void arrive() throws Exception {
        user = arrived("ours");
        twin = arrived("twin");
        feed = temp.resolve("app.xml");
        for (String version : List.of("1", "2")) {
            Path implementation = Files.createDirectories(temp.resolve("v" + version));
            Path program = Files.writeString(
                    implementation.resolve("hello"), "#!/bin/sh\nprintf '%s,' hello " + version + " \"$@\"\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        publish("1");
    }

    private User arrived(String name) throws IOException {
        return new User(Files.createDirectory(temp.resolve(name)));
    }

    @AfterEach
    void let_the_homes_be_deleted() throws Exception {
        Awaiting.until(() -> user.isQuiet() && twin.isQuiet(), "the end of what runs in the background");
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private void publish(String... versions) throws IOException {
        StringBuilder feedText = new StringBuilder("""
                <?xml version="1.0"?>
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface">
                  <name>hello</name>
                  <summary>says hello</summary>
                """);
        for (String version : versions)
            feedText.append("<implementation id='v" + version + "' local-path='v" + version + "' version='" + version
                    + "'><command name='run' path='hello'/></implementation>\n");
        Files.writeString(feed, feedText.append("</interface>\n").toString());
    }

    private static void needsTheReference() {
        assumeTrue(Files.isExecutable(REFERENCE), "skipped: needs 0install (package 0install-core)");
    }

    private Object[] words(String command, User whose) {
        return Stream.of(command.split(" "))
                .map(word -> word.equals("''") ? "" : word)
                .map(word -> word.replace("$H", whose.home().toString()).replace("$T", temp.toString()))
                .toArray();
    }

    private void same(String command) throws Exception {
        Ended ours = user.slipway(words(command, user));
        Ended theirs = twin.reference(words(command, twin));
        assertThat(ours.status()).as(command + "\n" + ours + "\n" + theirs).isEqualTo(theirs.status());
        boolean usage = theirs.out().startsWith("Usage:");
        if (usage) assertThat(ours.out()).as(command).startsWith("Usage:");
        else
            assertThat(comparable(ours.out(), user))
                    .as(command + "\n" + ours)
                    .isEqualTo(comparable(theirs.out(), twin));
        assertThat(ours.err()).as(command).doesNotContain("Exception");
        assertThat(ours.err().isEmpty())
                .as(command + "\n" + ours + "\n" + theirs)
                .isEqualTo(theirs.err().isEmpty());
    }

    /** In what order the attributes are makes no difference. */
    private static String sorted(String tag) {
        return Pattern.compile("[\\w:.-]+=\"[^\"]*\"")
                .matcher(tag)
                .results()
                .map(attribute -> attribute.group())
                .sorted()
                .collect(Collectors.joining(
                        " ", tag.substring(0, tag.indexOf(' ')) + " ", tag.endsWith("/>") ? "/>" : ">"));
    }

    private static String comparable(String text, User whose) {
        String tags = Pattern.compile("<\\w+ [^<>]*>")
                .matcher(text)
                .replaceAll(tag -> Matcher.quoteReplacement(sorted(tag.group())));
        return tags.replace(whose.home().toString(), "$H")
                .replaceAll("(Last checked|Last attempt)( *): .*", "$1$2: TIME")
                .replaceAll("(?m)^(---|\\+\\+\\+) (\\S+).*", "$1 $2")
                .replaceAll("(?m)^(@@ .*|\\\\ No newline.*| )\n", "")
                .replaceFirst("encoding=\"(?i:utf-8)\"\\?>\\n+", "?>\n")
                .strip();
    }

    private static void age(User whose, String name, String from, String to) throws IOException {
        Path app = whose.home().resolve("config/apps").resolve(name);
        Files.move(app.resolve("selections-" + from + ".xml"), app.resolve("selections-" + to + ".xml"));
    }

    private String today() throws IOException {
        try (Stream<Path> all = Files.list(user.home().resolve("config/apps/hello"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("selections-"))
                    .map(name -> name.substring("selections-".length(), name.length() - ".xml".length()))
                    .max(String::compareTo)
                    .orElseThrow();
        }
    }

    @Test
    void what_the_reference_can_do_has_its_arguments_output_and_status() throws Exception {
        needsTheReference();
        for (String command : Sample.of(
                "*add hello $T/app.xml",
                "*show hello",
                "show hello --xml",
                "show -r hello",
                "show --root-uri hello",
                "show",
                "show nosuch",
                "show $T/app.xml",
                "show $H/config/apps/hello/selections.xml",
                "select hello",
                "select hello --xml",
                "select hello --before=1",
                "download hello",
                "*download --show hello",
                "*run hello a b",
                "whatchanged hello",
                "whatchanged",
                "whatchanged nosuch",
                "*update hello",
                "update",
                "update nosuch",
                "update $T/app.xml",
                "add hello $T/app.xml",
                "add",
                "add one",
                "add a/b $T/app.xml",
                "add .x $T/app.xml",
                "add '' $T/app.xml",
                "add a:b $T/app.xml",
                "add 0install $T/app.xml",
                "add other hello",
                "add other $H/config/apps/hello/selections.xml",
                "add other $T/nowhere.xml",
                "destroy",
                "destroy nosuch",
                "destroy a/b",
                "run nosuch",
                "select nosuch")) same(command);
        publish("1", "2");
        String day = today();
        for (User each : List.of(user, twin)) age(each, "hello", day, "2026-01-02");
        for (String command : Sample.of(
                "*update hello --version=..!2",
                "show hello",
                "select hello",
                "update hello --version=",
                "show hello",
                "whatchanged hello",
                "*whatchanged hello --full",
                "run $H/config/apps/hello/selections-2026-01-02.xml",
                "*update hello --before=2 --message=why --cpu=x86_64 --os=Linux",
                "select hello --version=2",
                "*run hello x",
                "*destroy hello",
                "show hello",
                "run hello")) same(command);
        assertThat(user.home().resolve("bin/hello")).doesNotExist();
    }

    @Test
    void all_are_updated_and_one_that_cannot_be_does_not_stop_the_others() throws Exception {
        for (String name : List.of("a", "b"))
            assertThat(user.slipway("add", name, feed).status()).isZero();
        Path broken = Files.copy(feed, temp.resolve("broken.xml"));
        assertThat(user.slipway("add", "an-old-one", broken).status()).isZero();
        Files.delete(broken);
        publish("1", "2");

        Ended all = user.slipway("update-all");

        assertThat(all.status()).as(all.toString()).isEqualTo(1);
        assertThat(all.out()).contains("a:\n" + feed + ": 1 -> 2", "b:\n" + feed + ": 1 -> 2", "an-old-one:\n");
        assertThat(all.err()).contains("an-old-one: ", "broken.xml").doesNotContain("Exception");
        assertThat(user.slipway("run", "b").out()).isEqualTo("hello,2,");
    }

    @Test
    void a_newer_version_that_has_to_be_compiled_is_told_as_the_reference_tells_it() throws Exception {
        needsTheReference();
        String source = "<implementation id='v3' arch='*-src' local-path='v1' version='3' stability='stable'/>";
        Files.writeString(feed, Files.readString(feed).replace("</interface>", source + "</interface>"));

        same("update $T/app.xml");
        assertThat(user.slipway("update", feed).out()).contains(" 3) exists but was not selected");
    }

    @Test
    void both_programs_write_the_same_files_and_read_each_others() throws Exception {
        needsTheReference();
        Object[] add = {"add", "hello", feed, "--version=..!3", "--message=it is \"so\""};
        assertThat(user.slipway(add).status()).isZero();
        assertThat(twin.reference(add).status()).isZero();
        assertThat(files(user)).isEqualTo(files(twin));
        assertThat(user.reference("run", "hello", "x").out()).isEqualTo("hello,1,x,");
        assertThat(twin.slipway("run", "hello", "x").out()).isEqualTo("hello,1,x,");
        publish("1", "2");
        assertThat(user.reference("update", "hello").status()).isZero();
        assertThat(twin.slipway("update", "hello").status()).isZero();
        assertThat(user.slipway("run", "hello", "x").out()).isEqualTo("hello,2,x,");
        assertThat(twin.reference("run", "hello", "x").out()).isEqualTo("hello,2,x,");
        assertThat(files(user)).isEqualTo(files(twin));
        assertThat(user.reference("destroy", "hello").status()).isZero();
        assertThat(twin.slipway("destroy", "hello").status()).isZero();
        assertThat(twin.home().resolve("bin/hello")).doesNotExist();
        assertThat(files(user)).isEmpty();
        assertThat(files(twin)).isEmpty();
    }

    private Map<String, String> files(User whose) throws IOException {
        Path apps = whose.home().resolve("config/apps");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(apps)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (file.endsWith("last-solve") || file.endsWith("last-check-attempt")) continue;
                files.put(apps.relativize(file).toString(), comparable(Files.readString(file), whose));
            }
        }
        return files;
    }

    @Test
    void an_application_is_launched_by_its_name_without_a_jvm_until_something_changes() throws Exception {
        assertThat(user.slipway("add", "hello", feed).status()).isZero();
        rest();
        assertThat(user.type(user.home().resolve("bin/hello"), "a b", "").out()).isEqualTo("hello,1,a b,,");
        user.with("SLIPWAY_JAVA", "/nowhere/java");
        assertThat(user.type(user.home().resolve("bin/hello"), "a b", "").out()).isEqualTo("hello,1,a b,,");
        assertThat(user.slipway("run", "hello", "x").out()).isEqualTo("hello,1,x,");
        publish("1", "2");
        Ended changed = user.slipway("run", "hello", "x");
        assertThat(changed.err()).contains("/nowhere/java");
        user.with("SLIPWAY_JAVA", "");
        assertThat(user.slipway("run", "hello", "x").out()).isEqualTo("hello,2,x,");
    }

    /** All that a plan depends on has been as it is for a while: this run of the JVM finds it so. */
    private void rest() throws Exception {
        Files.setLastModifiedTime(feed, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        assertThat(user.slipway("run", "hello").status()).isZero();
    }

    @Test
    void a_feed_is_launched_without_a_jvm_until_something_changes() throws Exception {
        Files.setLastModifiedTime(feed, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        assertThat(user.slipway("run", feed, "x").out()).isEqualTo("hello,1,x,");
        user.with("SLIPWAY_JAVA", "/nowhere/java");
        assertThat(user.slipway("run", feed, "x").out()).isEqualTo("hello,1,x,");
        assertThat(user.slipway("run", "--refresh", feed, "x").err()).contains("/nowhere/java");
        Files.move(temp.resolve("v1"), temp.resolve("v0"));
        assertThat(user.slipway("run", feed, "x").err()).contains("/nowhere/java");
    }

    @Test
    void an_application_is_rolled_back_to_a_day() throws Exception {
        assertThat(user.slipway("add", "hello", feed).status()).isZero();
        String day = today();
        age(user, "hello", day, "2026-01-02");
        publish("1", "2");
        assertThat(user.slipway("update", "hello").out()).contains("1 -> 2");
        assertThat(user.slipway("rollback", "hello").out()).isEqualTo(day + "\n2026-01-02\n");
        assertThat(user.slipway("rollback", "hello", "2026-01-02").status()).isZero();
        assertThat(user.slipway("run", "hello").out()).isEqualTo("hello,1,");
        Files.setLastModifiedTime(feed, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
        assertThat(user.slipway("run", "hello").out()).isEqualTo("hello,1,");
        assertThat(user.slipway("whatchanged", "hello").out()).contains("until 'slipway update hello'");
        assertThat(user.slipway("update", "hello").out()).contains("1 -> 2");
        assertThat(user.slipway("run", "hello").out()).isEqualTo("hello,2,");
        assertThat(user.slipway("rollback", "hello", "2026-01-03").err()).contains("2026-01-02");
        assertThat(user.slipway("rollback", "hello", "../../x").err()).contains("is no day");
    }

    @Test
    void news_is_looked_for_beside_the_program_when_it_is_due() throws Exception {
        assertThat(user.slipway("add", "hello", feed).status()).isZero();
        Path app = user.home().resolve("config/apps/hello");
        Path checked = app.resolve("last-checked");
        FileTime old =
                FileTime.from(Files.getLastModifiedTime(checked).toInstant().minus(Duration.ofDays(31)));
        Files.setLastModifiedTime(feed, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        Files.setLastModifiedTime(checked, old);
        assertThat(user.slipway("run", "hello").out()).isEqualTo("hello,1,");
        Awaiting.until(() -> !Files.getLastModifiedTime(checked).equals(old), "the look for news");
        assertThat(app.resolve("last-check-attempt")).exists();
    }

    @Test
    void what_was_updated_beside_the_program_is_told_on_the_desktop() throws Exception {
        Path told = temp.resolve("told");
        Path desktop = Files.writeString(
                user.home().resolve("bin/notify-send"), "#!/bin/sh\nprintf '%s,' \"$@\" >" + told + "\n");
        assertThat(desktop.toFile().setExecutable(true)).isTrue();
        assertThat(user.slipway("add", "hello", feed).status()).isZero();
        Path app = user.home().resolve("config/apps/hello");
        assertThat(user.slipway("_update-bg", "app", app).status()).isZero();
        publish("1", "2");
        FileTime checked = Files.getLastModifiedTime(app.resolve("last-checked"));
        assertThat(user.slipway("_update-bg", "app", app).status()).isZero();
        assertThat(Files.getLastModifiedTime(app.resolve("last-checked")))
                .as("no second look within the hour")
                .isEqualTo(checked);
        Files.delete(app.resolve("last-check-attempt"));

        assertThat(user.slipway("_update-bg", "app", app).status()).isZero();

        Awaiting.until(() -> Files.exists(told) && Files.size(told) > 0, "the notification");
        assertThat(told).hasContent("--app-name=slipway,--,Slipway,hello updated,");
    }

    @Test
    void a_launcher_in_the_way_is_left_alone_and_nothing_is_made() throws Exception {
        Path file = Files.writeString(user.home().resolve("bin/hello"), "mine");
        Ended refused = user.slipway("add", "hello", feed);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("Command already exists: " + file);
        assertThat(file).hasContent("mine");
        assertThat(user.home().resolve("config/apps")).doesNotExist();
    }

    @Test
    void a_half_made_application_says_what_to_do() throws Exception {
        Files.createDirectories(user.home().resolve("config/apps/half"));
        for (String command : List.of("run half", "select half", "update half", "rollback half"))
            assertThat(user.slipway(words(command, user)))
                    .as(command)
                    .satisfies(ended -> assertThat(ended.status()).isEqualTo(1))
                    .satisfies(ended -> assertThat(ended.err()).contains("is not complete", "destroy half"));
        assertThat(user.slipway("destroy", "half").status()).isZero();
    }
}
