package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.Apps;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveWriter;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.feed.Import;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signed;
import org.slipway.api.store.Store;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;

/** What lies in the directory afterwards, and that it is all or nothing; and which keys an import takes. */
class ExportCommandTest {
    private static final String DIGEST = "sha256new_" + "A".repeat(52);
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final KeyId ID = new KeyId("A".repeat(16));
    private static final String NAMESPACE = "http://zero-install.sourceforge.net/2004/injector/interface";

    @TempDir
    Path home;

    private final ManualLoop loop = new ManualLoop();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(err, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    private final DryRun dryRun = new DryRun(null, console, null, null, null);
    private final List<String> taken = new ArrayList<>();
    private Optional<Keyring.KeyFile> key = Optional.of(new Keyring.KeyFile("the key".getBytes(UTF_8), List.of(ID)));
    private Signature signature = new Signature.Valid(KEY, Instant.EPOCH, List.of());
    private boolean diskIsFull;

    @BeforeEach
    void select() throws IOException {
        selected("http://example.com/a+b.xml");
    }

    private void selected(String uri) throws IOException {
        Files.writeString(
                home.resolve("selections.xml"),
                "<selections xmlns='" + NAMESPACE + "' interface='" + uri + "' command='run'><selection interface='"
                        + uri + "' id='" + DIGEST + "' version='1'><manifest-digest sha256new='" + "A".repeat(52)
                        + "'/><command name='run' path='x'/></selection></selections>");
    }

    private void write(Path directory, OutputStream archive) throws IOException {
        if (diskIsFull) throw new IOException("No space left on device");
        archive.write("the archive".getBytes(UTF_8));
    }

    private Keyring.Addition take(byte[] file, KeyId wanted) {
        taken.add(wanted + ": " + new String(file, UTF_8));
        return Keyring.Addition.ADDED;
    }

    private Services services(Signers signers) {
        FeedFetcher fetcher = Partly.a(FeedFetcher.class, Map.of("importFeed", arguments -> loop.promises()
                .resolved(new Import.Same(null))));
        return SomeServices.of(
                loop,
                new TestHost(Map.of(), home),
                Partly.a(FeedCache.class, Map.of("bytes", arguments -> Optional.of("the feed".getBytes(UTF_8)))),
                fetcher,
                dryRun,
                signers,
                Partly.a(Store.class, Map.of("find", arguments -> Optional.of(home.resolve(DIGEST)))),
                Partly.a(Driver.class, Map.of("download", arguments -> loop.promises()
                        .resolved(new Acquisition.Complete()))),
                Partly.a(Apps.class, Map.of("find", arguments -> Optional.empty())));
    }

    private String typed(String... words) throws Exception {
        Signers signers = new Signers(loop, document -> new Signed(document, List.of(signature)));
        Keyring keyring = Partly.a(
                Keyring.class,
                Map.of(
                        "publish",
                        arguments -> key,
                        "add",
                        arguments -> take((byte[]) arguments[0], (KeyId) arguments[1])));
        PublicKeys keys = new PublicKeys(signers, () -> keyring);
        ArchiveWriters writers = new ArchiveWriters();
        ArchiveWriter writer = this::write;
        writers.add(writer, Map.of(ArchiveFormat.MIME_TYPE, "application/x", ArchiveFormat.EXTENSION, ".tgz"));
        Services services = services(signers);
        Command command = words[0].equals("export")
                ? new ExportCommand(services, console, writers, keys)
                : new ImportCommand(services, console, null, keys);
        Arguments arguments = Arguments.parse(List.of(words));
        Promise<Integer> status = command.run(
                new Command.Invocation(
                        arguments,
                        arguments.words().subList(1, arguments.words().size())),
                loop.scope());
        loop.run();
        return status.getFailure() == null ? "" : status.getFailure().getMessage();
    }

    private List<String> files(String directory) throws IOException {
        try (var all = Files.walk(home.resolve(directory))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> home.resolve(directory).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_feeds_keys_archives_and_a_script() throws Exception {
        assertThat(typed("export", "selections.xml", "new/out")).isEmpty();
        assertThat(files("new/out"))
                .containsExactly(
                        "content/" + ID + ".gpg",
                        "content/http%3a%2f%2fexample.com%2fa%2bb.xml",
                        "content/" + DIGEST + ".tgz",
                        "import.sh");
        assertThat(home.resolve("new/out/content/" + DIGEST + ".tgz")).hasContent("the archive");
        assertThat(home.resolve("new/out/import.sh")).isExecutable();
    }

    @Test
    void programs_are_told_what_this_run_has_written() throws Exception {
        assertThat(typed("export", "--json", "selections.xml", "out")).isEmpty();
        assertThat(err.toString(UTF_8))
                .isEqualTo("{\"directory\": \"" + home.toRealPath().resolve("out")
                        + "\", \"feeds\": [\"http://example.com/a+b.xml\"], \"implementations\": [\"" + DIGEST
                        + "\"]}\n");
        err.reset();
        assertThat(typed("export", "--json", "--no-implementations", "selections.xml", "out"))
                .isEmpty();
        assertThat(err.toString(UTF_8)).endsWith("\"implementations\": []}\n");
    }

    @Test
    void programs_are_told_in_a_dry_run_what_would_be_written() throws Exception {
        // One that needs no twin of the user's directories.
        dryRun.begin("list", Arguments.parse(List.of("--dry-run", "--json")));
        assertThat(typed("export", "--json", "selections.xml", "out")).isEmpty();
        assertThat(err.toString(UTF_8))
                .contains("[dry-run] would export http://example.com/a+b.xml to ")
                .endsWith("\"feeds\": [\"http://example.com/a+b.xml\"], \"implementations\": [\"" + DIGEST + "\"]}\n");
        assertThat(files("")).containsExactly("selections.xml");
    }

    @Test
    void the_implementations_may_be_left_out() throws Exception {
        assertThat(typed("export", "--no-implementations", "selections.xml", "out"))
                .isEmpty();
        assertThat(files("out")).hasSize(3).noneMatch(name -> name.endsWith(".tgz"));
    }

    @Test
    void feeds_whose_names_differ_only_in_their_ends_do_not_replace_each_other() throws Exception {
        for (String uri : List.of("http://example.com/x.xml", "http://example.com/x", "http://example.com/x%.xml")) {
            selected(uri);
            assertThat(typed("export", "--no-implementations", "selections.xml", "out"))
                    .isEmpty();
        }
        assertThat(files("out"))
                .contains(
                        "content/http%3a%2f%2fexample.com%2fx.xml",
                        "content/http%3a%2f%2fexample.com%2fx%.xml", "content/http%3a%2f%2fexample.com%2fx%25.xml");
    }

    @Test
    void another_program_may_join_the_first_one() throws Exception {
        assertThat(typed("export", "--no-implementations", "selections.xml", "out"))
                .isEmpty();
        selected("http://example.com/other.xml");
        assertThat(typed("export", "selections.xml", "out")).isEmpty();
        assertThat(files("out")).hasSize(5);
        assertThat(files("")).noneMatch(name -> name.startsWith(".slipway-export-"));
    }

    @Test
    void a_directory_that_is_there_is_written_to_and_not_replaced_as_it_may_be_a_file_system() throws Exception {
        Path stick = Files.createDirectory(home.resolve("out"));
        Files.createDirectory(stick.resolve(".slipway-export-of-a-killed-run"));
        Object before = Files.getAttribute(stick, "unix:ino");
        assertThat(typed("export", "--no-implementations", "selections.xml", "out"))
                .isEmpty();
        assertThat(Files.getAttribute(stick, "unix:ino")).isEqualTo(before);
        assertThat(stick.resolve("import.sh")).isRegularFile();
        assertThat(stick.resolve("content")).isNotEmptyDirectory();
    }

    @Test
    void what_else_is_in_the_way_stays() throws Exception {
        Files.createDirectory(home.resolve("out"));
        Files.writeString(home.resolve("out/precious"), "");
        assertThat(typed("export", "selections.xml", "out")).contains("is there already, and is no export");
        assertThat(files("out")).containsExactly("precious");
    }

    @Test
    void a_full_disk_leaves_nothing_half_written() throws Exception {
        diskIsFull = true;
        assertThat(typed("export", "selections.xml", "out")).contains("No space left");
        assertThat(files("")).containsExactly("selections.xml");
    }

    @Test
    void what_nobody_could_import_is_not_exported() throws Exception {
        signature = new Signature.MissingKey(ID);
        assertThat(typed("export", "selections.xml", "out")).contains("has no signature that is valid here");
        selected("/local/feed.xml");
        assertThat(typed("export", "selections.xml", "out")).contains("is a local feed");
        assertThat(files("")).containsExactly("selections.xml");
    }

    private void published() throws IOException {
        Files.writeString(
                home.resolve("feed.xml"), "<interface xmlns='" + NAMESPACE + "' uri='http://example.com/feed.xml'/>");
        Files.writeString(home.resolve(ID + ".gpg"), "its key");
        Files.writeString(home.resolve("B".repeat(16) + ".gpg"), "another key");
    }

    @Test
    void an_import_takes_the_missing_key_from_beside_the_feed_and_no_other() throws Exception {
        published();
        signature = new Signature.MissingKey(ID);
        assertThat(typed("import", "feed.xml")).isEmpty();
        assertThat(taken).containsExactly(ID + ": its key");
    }

    @Test
    void an_import_takes_no_key_that_is_there_and_none_that_is_too_long() throws Exception {
        published();
        assertThat(typed("import", "feed.xml")).isEmpty();
        signature = new Signature.MissingKey(ID);
        Files.write(home.resolve(ID + ".gpg"), new byte[(int) Keyring.KEY_FILE_LIMIT + 1]);
        assertThat(typed("import", "feed.xml")).isEmpty();
        assertThat(taken).isEmpty();
    }

    @Test
    void a_key_that_is_a_link_to_something_else_of_this_machine_is_not_read() throws Exception {
        published();
        signature = new Signature.MissingKey(ID);
        Path secret = Files.writeString(home.resolve("secring.gpg"), "of the victim's");
        Files.delete(home.resolve(ID + ".gpg"));
        Files.createSymbolicLink(home.resolve(ID + ".gpg"), secret);
        assertThat(typed("import", "feed.xml")).isEmpty();
        assertThat(taken).isEmpty();
    }

    @Test
    void an_export_is_not_written_through_a_link_that_stands_for_its_content() throws Exception {
        Files.createDirectory(home.resolve("elsewhere"));
        Files.createDirectory(home.resolve("out"));
        Files.writeString(home.resolve("out/import.sh"), "");
        Files.createSymbolicLink(home.resolve("out/content"), home.resolve("elsewhere"));
        assertThat(typed("export", "selections.xml", "out")).contains("is there already, and is no export");
        assertThat(home.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void a_directory_is_imported_and_what_is_stored_already_passed_over() throws Exception {
        assertThat(typed("export", "selections.xml", "out")).isEmpty();
        Path feed = home.resolve("out/content/http%3a%2f%2fexample.com%2fa%2bb.xml");
        Files.writeString(feed, "<interface xmlns='" + NAMESPACE + "' uri='http://example.com/a+b.xml'/>");
        assertThat(typed("import", "out")).isEmpty();
        assertThat(typed("import", "new")).contains("There is no file");
        Files.createDirectory(home.resolve("empty"));
        assertThat(typed("import", "empty")).contains("neither feeds");
    }
}
