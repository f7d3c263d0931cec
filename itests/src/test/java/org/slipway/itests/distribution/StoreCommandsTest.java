package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the store: those that the reference has too, beside it in a home that is like ours. */
class StoreCommandsTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);
    private static final Path REFERENCE = Path.of("/usr/bin/0install");
    private static final Pattern PROGRESS = Pattern.compile(
            "\\[\\d+ / \\d+\\] Verifying [^\\r\\n]*(\\r *\\r|(?=\\n))|\\r*\\[\\d+ / \\d+\\] Reading manifests\\.\\.\\.|\\r");
    private static final String NOWHERE = "sha256new_" + "A".repeat(52);

    @TempDir
    Path temp;

    private User user;
    private User twin;
    private Path tree;
    private Path archive;

    @BeforeEach
    void arrive() throws Exception {
        user = new User(Files.createDirectory(temp.resolve("ours")));
        twin = new User(Files.createDirectory(temp.resolve("twin")));
        tree = tree("tree", "one");
        archive = temp.resolve("tree.tgz");
        assertThat(new ProcessBuilder("tar", "-czf", archive.toString(), "-C", temp.toString(), "tree")
                        .start()
                        .waitFor())
                .isZero();
    }

    @AfterEach
    void let_the_homes_be_deleted() throws Exception {
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private Path tree(String name, String text) throws IOException {
        Path top = Files.createDirectory(temp.resolve(name));
        Files.createDirectory(top.resolve("lib"));
        write(top.resolve("lib/common"), "the same in all of them ".repeat(200));
        write(top.resolve("own"), text);
        Files.setPosixFilePermissions(top.resolve("own"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(top.resolve("link"), Path.of("lib/common"));
        return top;
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
    }

    private static void change(Path file, String text) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, text);
    }

    private String digest(Path of) throws Exception {
        return user.slipway("digest", "--algorithm=sha256new", of).out().strip();
    }

    private static Path store(User whose) {
        return whose.home().resolve("cache/implementations");
    }

    private List<String> names(Path store) throws IOException {
        try (Stream<Path> names = Files.list(store)) {
            return names.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(".slipway.lock"))
                    .sorted()
                    .toList();
        }
    }

    private static void needsTheReference() {
        assumeTrue(Files.isExecutable(REFERENCE), "skipped: needs 0install (package 0install-core)");
    }

    @Test
    void what_is_unpacked_may_be_used_by_all_whatever_the_umask() throws Exception {
        String digest = digest(archive);
        Ended added = user.run(
                List.of(
                        "sh",
                        "-c",
                        "umask 077; exec \"$@\"",
                        "sh",
                        User.program().toString(),
                        "store",
                        "add-archive",
                        digest,
                        archive.toString()),
                Path.of("/dev/null"));
        assertThat(added.status()).as(added.toString()).isZero();
        Path entry = store(user).resolve(digest).resolve("tree");
        assertThat(permissions(entry.resolve("lib/common"))).isEqualTo("r--r--r--");
        assertThat(permissions(entry.resolve("own"))).isEqualTo("r-xr-xr-x");
        assertThat(permissions(entry.resolve("lib"))).isEqualTo("r-xr-xr-x");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** The same arguments have the same status and the same result; $H in them is the home. */
    private void same(String command) throws Exception {
        Ended ours = user.slipway((Object[]) words(command, user));
        Ended theirs = twin.reference((Object[]) words(command, twin));
        assertThat(ours.status()).as(command + "\n" + ours + "\n" + theirs).isEqualTo(theirs.status());
        assertThat(comparable(ours, user)).as(command + "\n" + ours).isEqualTo(comparable(theirs, twin));
        assertThat(ours.err()).doesNotContain("Exception");
    }

    private String[] words(String command, User whose) {
        return Stream.of(command.split(" "))
                .map(word -> word.replace("$H", whose.home().toString()).replace("$T", temp.toString()))
                .toArray(String[]::new);
    }

    private static String comparable(Ended ended, User whose) {
        return PROGRESS.matcher(ended.out()).replaceAll("").replace(whose.home().toString(), "$H");
    }

    @Test
    void what_the_reference_can_do_has_its_arguments_output_and_status() throws Exception {
        needsTheReference();
        String one = digest(tree);
        String two = digest(tree("second", "two"));
        String old = user.slipway("digest", "--algorithm=sha1", tree).out().strip();
        String found = one.replace("sha256new_", "sha256new=");
        for (String command : Sample.of(
                "store list",
                "store list x",
                "*store find " + one,
                "store find",
                "store find nonsense",
                "*store add " + one + " $T/tree",
                "store add " + one + " $T/tree",
                "store add " + found + " $T/tree",
                "store add " + one,
                "*store add",
                "*store add " + one + " $T/second",
                "store add " + one + " $T/nowhere",
                "store add nonsense $T/tree",
                "store add " + two + " $T/tree.tgz tree",
                "store add " + two + " $T/tree.tgz a b",
                "*store add " + two + " $T/second",
                "store add " + old + " $T/tree",
                "store add " + one + " $H/cache/implementations/" + one,
                "store find " + one,
                "store find " + found,
                "store verify " + one,
                "store verify " + found,
                "store verify $H/cache/implementations/" + one,
                "store verify $H/cache/implementations/" + one + " " + one,
                "*store verify $H/cache/implementations/" + one + "/ " + two,
                "store verify $T/tree " + one,
                "store verify $T/tree " + two,
                "store verify $T/tree",
                "store verify $T/tree " + old,
                "store verify " + NOWHERE,
                "store verify",
                "store verify a b c",
                "store manifest $T/tree",
                "store manifest $T/tree sha1",
                "store manifest $T/tree sha256",
                "*store manifest $T/tree sha256new",
                "store manifest $T/tree md5",
                "store manifest $H/cache/implementations/" + one,
                "store manifest $T/nowhere",
                "store manifest",
                "*store optimise $H/cache/implementations",
                "store optimise",
                "store optimise $T",
                "store optimise $H/nowhere/implementations",
                "store optimise a b",
                "store audit",
                "store audit $H/cache/implementations",
                "store audit $H/nowhere",
                "store copy",
                "store copy $H/cache/implementations/" + old + " $H",
                "*store copy $H/cache/implementations/" + one + " $H",
                "store copy $H/cache/implementations/" + one + " $H",
                "store copy $H/cache/implementations/" + one + " $H/nowhere",
                "store copy $T/tree $H",
                "store copy $T/nowhere $H",
                "store verify $H/" + one,
                "digest $T/tree",
                "digest -m $T/tree",
                "*digest -m -d --algorithm=sha256 $T/tree",
                "digest --algorithm=sha256new $T/tree.tgz",
                "digest $T/tree.tgz tree",
                "digest $T/tree.tgz nowhere",
                "digest --algorithm=md5 $T/tree",
                "digest $T/nowhere",
                "digest")) {
            if (isUsage(command)) sameStatus(command);
            else same(command);
        }
        assertThat(names(store(user))).isEqualTo(names(store(twin)));
    }

    /** What help says is in our words. */
    private static boolean isUsage(String command) {
        return List.of(
                                "store list x",
                                "store find",
                                "store add",
                                "store verify",
                                "store manifest",
                                "store copy",
                                "digest")
                        .contains(command)
                || command.matches("store (add \\S+|add \\S+ \\S+ a b|verify a b c|optimise a b)");
    }

    private void sameStatus(String command) throws Exception {
        Ended ours = user.slipway((Object[]) words(command, user));
        Ended theirs = twin.reference((Object[]) words(command, twin));
        assertThat(ours.status()).as(command + "\n" + ours + "\n" + theirs).isEqualTo(theirs.status());
        assertThat(ours.out())
                .as(command)
                .startsWith("Usage: ")
                .contains(
                        theirs.out().lines().findFirst().orElseThrow().replaceFirst("^Usage: 0install (.*?) *$", "$1"));
    }

    @Test
    void an_audit_counts_as_the_reference_does_and_lists_what_is_wrong() throws Exception {
        needsTheReference();
        String one = digest(tree);
        String two = digest(tree("second", "two"));
        for (User each : List.of(user, twin)) {
            for (Path from : List.of(tree, temp.resolve("second")))
                assertThat(each.reference("store", "add", from.equals(tree) ? one : two, from)
                                .status())
                        .isZero();
            change(store(each).resolve(one).resolve("own"), "virus");
            Files.createDirectory(store(each).resolve("alien"));
        }
        Ended ours = user.slipway("store", "audit");
        Ended theirs = twin.reference("store", "audit");
        assertThat(ours.status()).isEqualTo(theirs.status()).isEqualTo(1);
        Pattern tail = Pattern.compile("(?s)\nList of corrupted.*");
        assertThat(tail(tail, comparable(ours, user))).isEqualTo(tail(tail, comparable(theirs, twin)));
        assertThat(ours.out())
                .contains("Skipping non-implementation directory " + store(user).resolve("alien"))
                .contains("\n  changed: /own\n");
    }

    private static String tail(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }

    @Test
    void a_wrong_entry_is_complained_about_and_put_right_where_another_store_has_it() throws Exception {
        String digest = digest(tree);
        Path shared = Files.createDirectory(temp.resolve("shared"));
        user.slipway("store", "add", digest, tree);
        user.slipway("store", "copy", store(user).resolve(digest), shared);
        change(store(user).resolve(digest).resolve("own"), "virus");

        Ended alone = user.slipway("store", "verify", digest);
        assertThat(alone.status()).as(alone.toString()).isEqualTo(1);
        assertThat(alone.err()).contains("changed: /own", "slipway store remove " + digest);

        Ended helped = user.slipway("--with-store=" + shared, "store", "verify", digest);
        assertThat(helped.status()).isEqualTo(1);
        assertThat(helped.err()).contains("changed: /own", "put right");
        assertThat(user.slipway("store", "verify", digest).status()).isZero();
        assertThat(names(store(user))).containsExactly(digest);
    }

    @Test
    void it_answers_to_the_references_names() throws Exception {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Path store = Files.createSymbolicLink(bin.resolve("0store"), User.program());
        Path secureAdd = Files.createSymbolicLink(bin.resolve("0store-secure-add"), User.program());
        String digest = digest(tree);
        assertThat(user.type(store, "add", digest, tree).status()).isZero();
        assertThat(user.type(store, "find", digest).out()).isEqualTo(store(user).resolve(digest) + "\n");
        Ended usage = user.type(store);
        assertThat(usage.status()).isEqualTo(1);
        assertThat(usage.out()).startsWith("Usage: 0store COMMAND").contains("\n  0store verify\n");

        assertThat(user.type(secureAdd).err()).contains("Usage: 0store-secure-add DIGEST");
        assertThat(user.type(secureAdd, digest).err()).contains("no .manifest");
        assertThat(user.with("ENV_NOT_CLEARED", "x").type(secureAdd, digest).err())
                .contains("env_reset");
    }

    @Test
    void what_is_exported_is_the_same_when_it_is_added_elsewhere() throws Exception {
        String digest = digest(tree);
        user.slipway("store", "add", digest, tree);
        List<String> all = List.of("a.tar.zst", "a.zip", "a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz");
        for (String name : EFFORT > 1 ? all : all.subList(0, 1)) {
            Path out = temp.resolve(name);
            Ended exported = user.slipway("store", "export", digest, out);
            assertThat(exported.status()).as(exported.toString()).isZero();
            assertThat(user.slipway("store", "remove", digest).status()).isZero();
            Ended added = user.slipway("store", "add-archive", digest, out);
            assertThat(added.status()).as(added.toString()).isZero();
        }
        Path out = temp.resolve("without-an-extension");
        assertThat(user.slipway("store", "export", digest, out, "application/zip")
                        .status())
                .isZero();
        assertThat(user.slipway("store", "remove", digest).status()).isZero();
        assertThat(user.slipway("store", "add-archive", digest, out, "", "application/zip")
                        .status())
                .isZero();
        assertThat(user.slipway("store", "export", digest, temp.resolve("x.rar"))
                        .err())
                .contains(".tar.zst");
        assertThat(temp.resolve("x.rar")).doesNotExist();
        assertThat(user.slipway("store", "export", digest, temp.resolve("no/x.zip"))
                        .err())
                .isEqualTo("There is no directory '" + temp.resolve("no") + "' to write the archive into\n");
        Path taken = Files.createDirectory(temp.resolve("taken.zip"));
        assertThat(user.slipway("store", "export", digest, taken).err())
                .isEqualTo("'" + taken + "' is a directory: name the file that is to be written\n");
        Path none = temp.resolve("none");
        assertThat(user.slipway("store", "add", digest, none).err()).isEqualTo("'" + none + "' does not exist\n");
    }

    @Test
    void several_archives_are_unpacked_one_over_the_other() throws Exception {
        Path over = Files.createDirectories(temp.resolve("over/lib")).getParent();
        write(over.resolve("lib/common"), "better");
        Path second = temp.resolve("over.tar");
        new ProcessBuilder("tar", "-cf", second.toString(), "-C", over.toString(), "lib")
                .start()
                .waitFor();
        write(tree.resolve("lib/common"), "better");
        String both = digest(tree);
        Ended added =
                user.slipway("store", "add-archive", both, archive, "tree", "application/x-compressed-tar", second);
        assertThat(added.status()).as(added.toString()).isZero();
        assertThat(user.slipway("store", "verify", both).status()).isZero();
    }

    @Test
    void implementations_are_listed_removed_and_purged() throws Exception {
        String one = digest(tree);
        Path other = tree("second", "two");
        String two = digest(other);
        user.slipway("store", "add", one, tree);
        user.slipway("store", "add", two, other);
        assertThat(user.slipway("store", "list-implementations").out().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("  4.7 KB  of no feed"));
        assertThat(user.slipway("store", "manage").out()).contains("  1  ", "2 implementations, ");

        assertThat(user.slipway("store", "remove", one).status()).isZero();
        assertThat(user.slipway("store", "remove", one).status()).isEqualTo(1);
        assertThat(names(store(user))).containsExactly(two);

        Ended unasked = user.slipway("store", "purge");
        assertThat(unasked.status()).isEqualTo(1);
        assertThat(unasked.err()).contains("--batch");
        assertThat(names(store(user))).containsExactly(two);
        assertThat(user.slipway("store", "purge", "--batch").status()).isZero();
        assertThat(names(store(user))).isEmpty();
        assertThat(user.slipway("store", "purge", "--batch").status()).isEqualTo(1);
    }

    @Test
    void somebody_at_a_terminal_verifies_and_removes_by_number() throws Exception {
        String digest = digest(tree);
        user.slipway("store", "add", digest, tree);
        try (Running running = user.startOnTerminal("store", "manage")) {
            assertThat(running.until(() -> running.said().contains("to verify")))
                    .isTrue();
            running.type("v 1\n");
            assertThat(running.until(() -> running.said().contains("is as it should be")))
                    .isTrue();
            running.type("r 1\n");
            assertThat(running.until(() -> running.said().contains("0 implementations")))
                    .isTrue();
            running.type("q\n");
            assertThat(running.await().status()).isZero();
        }
        assertThat(names(store(user))).isEmpty();
    }

    @Test
    void implementations_are_served_to_others() throws Exception {
        String digest = digest(tree);
        user.slipway("store", "add", digest, tree);
        try (Running serving = user.start("store", "serve")) {
            assertThat(serving.until(() -> serving.said().contains("\n")))
                    .as(serving.said())
                    .isTrue();
            String port = serving.said().strip().replaceFirst(".* ", "");
            HttpClient client = HttpClient.newHttpClient();
            String base = "http://127.0.0.1:" + port + "/";
            Path got = temp.resolve("got.tar.zst");
            HttpResponse<Path> whole = client.send(
                    HttpRequest.newBuilder(URI.create(base + digest + ".tar.zst"))
                            .build(),
                    HttpResponse.BodyHandlers.ofFile(got));
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.headers().firstValue("Content-Type")).contains("application/x-zstd-compressed-tar");
            assertThat(digest(got)).isEqualTo(digest);
            for (String missing : List.of(NOWHERE + ".zip", digest + ".rar"))
                assertThat(status(client, base + missing)).isEqualTo(404);
            for (String bad : List.of("", digest, "..%2f" + digest + ".zip"))
                assertThat(status(client, base + bad)).isEqualTo(400);
            serving.signalAlone("INT");
            assertThat(serving.await().status()).isEqualTo(130);
        }
    }

    private static int status(HttpClient client, String uri) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_signal_leaves_nothing_of_what_is_being_added() throws Exception {
        Path large = Files.createDirectory(temp.resolve("large"));
        byte[] piece = new byte[1 << 20];
        for (int i = 0; i < 400; i++) Files.write(large.resolve("f" + i), piece);
        for (String signal : List.of("INT", "TERM")) {
            try (Running adding = user.start("store", "add", NOWHERE, large)) {
                assertThat(adding.until(() -> isBusy(store(user))))
                        .as(adding.said())
                        .isTrue();
                adding.signalAlone(signal);
                assertThat(adding.await().status()).isEqualTo(signal.equals("INT") ? 130 : 143);
            }
            assertThat(names(store(user))).isEmpty();
        }
    }

    @Test
    void a_signal_ends_a_program_that_unpacks_and_leaves_nothing() throws Exception {
        Path where = temp.resolve("where");
        Path program = Files.writeString(
                Files.createDirectories(user.home().resolve("bin")).resolve("7z"),
                "#!/bin/sh\nmkfifo pipe\ncat pipe &\npwd >" + where + "\nwait\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path image = Files.write(temp.resolve("a.dmg"), new byte[100]);
        for (String signal : List.of("INT", "TERM")) {
            try (Running reading = user.start("digest", image)) {
                assertThat(reading.until(() -> where.toFile().length() > 0))
                        .as(reading.said())
                        .isTrue();
                reading.signalAlone(signal);
                assertThat(reading.await().status()).isEqualTo(signal.equals("INT") ? 130 : 143);
                Awaiting.until(() -> reading.survivors().isEmpty(), "the end of the whole session");
            }
            assertThat(names(store(user))).isEmpty();
            assertThat(Path.of(Files.readString(where).strip()).getParent()).doesNotExist();
            Files.delete(where);
        }
    }

    @Test
    void a_disk_that_is_full_or_read_only_is_complained_about_and_nothing_half_is_there() throws Exception {
        Path large = Files.createDirectory(temp.resolve("large"));
        Files.write(large.resolve("payload"), new byte[1 << 20]);
        String digest = digest(large);
        for (String options : List.of("size=400k", "ro")) {
            Ended ended = mounted(options, "store", "add", digest, large.toString());
            assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
            assertThat(ended.err())
                    .contains(options.equals("ro") ? "Read-only" : "No space")
                    .doesNotContain("Exception");
            assertThat(ended.out().lines().filter(name -> !name.equals(".slipway.lock")))
                    .isEmpty();
        }
    }

    /** With another file system in the place of the store, whose names are put out at the end. */
    private Ended mounted(String options, String... arguments) throws Exception {
        Ended possible = user.run(List.of("unshare", "-m", "true"), Path.of("/dev/null"));
        assumeTrue(possible.status() == 0, "skipped: needs the right to mount (root)");
        Path store = Files.createDirectories(store(user));
        String script = "mount -t tmpfs -o " + options + " none '" + store + "' && { \"$@\"; s=$?; ls -A '" + store
                + "'; exit $s; }";
        List<String> command = new ArrayList<>(List.of(
                "unshare", "-m", "sh", "-c", script, "sh", User.program().toString()));
        command.addAll(List.of(arguments));
        return user.run(command, Path.of("/dev/null"));
    }

    /** Whether some file has come. */
    private static boolean isBusy(Path store) {
        try (Stream<Path> files = Files.walk(store)) {
            return files.anyMatch(path -> path.toString().contains("/tree/f"));
        } catch (IOException | java.io.UncheckedIOException changing) {
            return false;
        }
    }
}
