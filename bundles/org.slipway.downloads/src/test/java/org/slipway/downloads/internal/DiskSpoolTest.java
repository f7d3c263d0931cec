package org.slipway.downloads.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Spool;
import org.slipway.api.transport.Spool.Folder;
import org.slipway.api.transport.Spool.Part;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

class DiskSpoolTest {
    private static final URI PRIMARY = URI.create("https://example.org/a.tgz");
    private static final URI MIRROR = URI.create("https://mirror.example/a.tgz");
    private static final Validators STATE =
            new Validators(Optional.of("\"abc\""), Optional.of("Mon, 01 Jan 2026 00:00:00 GMT"));

    @TempDir
    Path base;

    private final ManualLoop loop = new ManualLoop();
    private final List<Long> waitedFor = new ArrayList<>();
    private Process other;

    @AfterEach
    void endOther() {
        if (other != null) other.destroyForcibly();
    }

    private Spool spool() {
        return new DiskSpool(loop, new TestPlaces(base), new TestSettings());
    }

    private Promise<Folder> start(Spool spool, Switch scope) {
        return spool.open("sha256new_A", waitedFor::add, scope);
    }

    private Folder open(Switch scope) {
        return loop.value(start(spool(), scope));
    }

    private Path downloads() {
        return new TestPlaces(base).cache().resolve("slipway/downloads");
    }

    private Path directory() {
        return downloads().resolve("sha256new_A");
    }

    private void bring(Part part, URI from, Validators validators, String text) {
        part.answered(from, validators);
        loop.run();
        try {
            Files.writeString(part.file(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Beginning beginning(Part part, URI from) {
        return loop.value(part.beginning(from));
    }

    private void off(Switch scope) {
        loop.value(scope.off());
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(downloads())) {
            return folders.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void what_an_earlier_scope_brought_is_gone_on_with() {
        Switch first = loop.scope();
        bring(open(first).part("a"), PRIMARY, STATE, "half");
        off(first);

        Part part = open(loop.scope()).part("a");
        assertThat(beginning(part, PRIMARY)).isEqualTo(new Beginning(4, STATE));
        assertThat(loop.value(part.length())).isEqualTo(4);
        assertThat(part.file()).hasContent("half");
    }

    @Test
    void another_source_gets_the_bytes_without_the_validators() {
        Part part = open(loop.scope()).part("a");
        bring(part, PRIMARY, STATE, "half");
        assertThat(beginning(part, MIRROR)).isEqualTo(new Beginning(4, Validators.NONE));
    }

    @Test
    void the_source_is_whoever_answered_last() {
        Part part = open(loop.scope()).part("a");
        bring(part, PRIMARY, STATE, "half");
        part.answered(MIRROR, new Validators(Optional.empty(), Optional.of("then")));
        assertThat(beginning(part, MIRROR).validators())
                .isEqualTo(new Validators(Optional.empty(), Optional.of("then")));
        assertThat(beginning(part, PRIMARY).validators()).isEqualTo(Validators.NONE);
    }

    @Test
    void bytes_that_nothing_is_known_about_do_not_count() throws Exception {
        Part part = open(loop.scope()).part("a");
        Files.writeString(part.file(), "whose?");
        assertThat(beginning(part, PRIMARY)).isEqualTo(Beginning.NONE);
        assertThat(loop.value(part.length())).isZero();
    }

    @Test
    void a_state_that_is_not_ours_counts_as_none() throws Exception {
        Part part = open(loop.scope()).part("a");
        bring(part, PRIMARY, STATE, "half");
        Files.writeString(Path.of(part.file().toString().replace(".bytes", ".state")), "\0nonsense\n\n");
        assertThat(beginning(part, PRIMARY)).isEqualTo(Beginning.NONE);
    }

    @Test
    void an_answer_without_bytes_is_a_beginning_of_nothing() {
        Part part = open(loop.scope()).part("a");
        part.answered(PRIMARY, STATE);
        assertThat(beginning(part, PRIMARY)).isEqualTo(Beginning.NONE);
    }

    @Test
    void parts_have_files_of_their_own_whatever_their_names() {
        Folder folder = open(loop.scope());
        Part one = folder.part("https://example.org/../../x");
        Part two = folder.part("b");
        assertThat(one.file().getParent()).isEqualTo(directory());
        assertThat(one.file()).isNotEqualTo(two.file());
        assertThat(folder.part("b").file()).isEqualTo(two.file());
    }

    @Test
    void a_copy_goes_on_by_itself() {
        Part part = open(loop.scope()).part("a");
        bring(part, PRIMARY, STATE, "half");
        Part copy = loop.value(part.copy("a from the mirror"));
        assertThat(beginning(copy, PRIMARY)).isEqualTo(new Beginning(4, STATE));
        assertThat(copy.file()).isNotEqualTo(part.file()).hasContent("half");
    }

    @Test
    void a_copy_of_nothing_forgets_what_there_was() {
        Folder folder = open(loop.scope());
        bring(folder.part("old"), MIRROR, STATE, "old");
        Part copy = loop.value(folder.part("a").copy("old"));
        assertThat(beginning(copy, MIRROR)).isEqualTo(Beginning.NONE);
        assertThat(copy.file()).doesNotExist();
    }

    @Test
    void a_discarded_part_begins_at_the_start() {
        Part part = open(loop.scope()).part("a");
        bring(part, PRIMARY, STATE, "half");
        loop.value(part.discard());
        assertThat(beginning(part, PRIMARY)).isEqualTo(Beginning.NONE);
        assertThat(part.file()).doesNotExist();
    }

    @Test
    void what_has_been_made_use_of_leaves_no_folder() throws Exception {
        Switch scope = loop.scope();
        Folder folder = open(scope);
        bring(folder.part("a"), PRIMARY, STATE, "whole");
        loop.value(folder.empty());
        off(scope);
        assertThat(folders()).isEmpty();
    }

    @Test
    void a_folder_that_is_being_emptied_is_not_given_back_yet() throws Exception {
        Spool spool = spool();
        Switch scope = loop.scope();
        Folder folder = loop.value(start(spool, scope));
        bring(folder.part("a"), PRIMARY, STATE, "whole");
        folder.empty();
        scope.off();
        Part next = loop.value(start(spool, loop.scope())).part("a");
        bring(next, PRIMARY, STATE, "half");
        assertThat(next.file()).hasContent("half");
    }

    @Test
    void what_was_given_back_is_not_emptied_under_the_next_one() {
        Switch scope = loop.scope();
        Folder folder = open(scope);
        off(scope);
        assertThatThrownBy(folder::empty).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_folder_without_bytes_is_not_kept() throws Exception {
        Switch scope = loop.scope();
        open(scope).part("a").answered(PRIMARY, STATE);
        off(scope);
        assertThat(folders()).isEmpty();
    }

    @Test
    void a_scope_that_is_just_being_turned_off_gets_no_folder() throws Exception {
        Switch scope = loop.scope();
        Deferred<Done> others = loop.promises().deferred();
        scope.onOff(() -> others.getPromise());
        Promise<Done> off = scope.off();
        Promise<Folder> late =
                new SpoolFolder(loop, new SpoolDirectory(downloads()), "a", waitedFor::add, scope).open();
        others.resolve(Done.DONE);
        loop.value(off);
        assertThat(late.getFailure()).isInstanceOf(CancellationException.class);
        assertThat(downloads()).doesNotExist();
    }

    @Test
    void a_scope_that_is_turned_off_while_the_folder_is_being_taken_does_not_get_it() throws Exception {
        Switch scope = loop.scope();
        Promise<Folder> taken =
                new SpoolFolder(loop, new SpoolDirectory(downloads()), "a", waitedFor::add, scope).open();
        loop.value(scope.off());
        assertThat(taken.getFailure()).isInstanceOf(CancellationException.class);
        assertThat(folders()).isEmpty();
    }

    @Test
    void a_state_that_is_being_written_when_the_scope_goes_off_is_awaited() {
        Switch scope = loop.scope();
        Part part = open(scope).part("a");
        bring(part, PRIMARY, STATE, "half");
        part.answered(MIRROR, STATE);
        off(scope);
        assertThat(beginning(open(loop.scope()).part("a"), MIRROR).validators()).isEqualTo(STATE);
    }

    @Test
    void many_who_make_the_first_folders_at_the_same_time_do_not_disturb_each_other() throws Exception {
        SpoolDirectory directory = new SpoolDirectory(downloads());
        List<Callable<SpoolDirectory.Attempt>> takers = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(8);
        for (int i = 0; i < 8; i++) {
            String name = "sha256new_" + i;
            takers.add(() -> {
                together.await();
                return directory.take(name);
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<SpoolDirectory.Attempt> taken : threads.invokeAll(takers))
                ((SpoolDirectory.Attempt.Taken) taken.get()).lock().close();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void what_is_downloaded_is_for_nobody_else() throws Exception {
        open(loop.scope());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../x", ".hidden", "a\nb", "ä"})
    void a_name_that_leads_elsewhere_is_refused(String name) {
        assertThatThrownBy(() -> spool().open(name, waitedFor::add, loop.scope()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_one_process_one_has_it_and_the_next_follows_first_come_first_served() {
        Spool spool = spool();
        Switch first = loop.scope();
        Switch second = loop.scope();
        loop.value(start(spool, first));
        Promise<Folder> next = start(spool, second);
        Promise<Folder> last = start(spool, loop.scope());
        loop.advance(Duration.ofMinutes(1));
        assertThat(next.isDone()).isFalse();
        off(first);
        loop.value(next);
        assertThat(last.isDone()).isFalse();
        off(second);
        loop.value(last);
        assertThat(waitedFor).isEmpty();
    }

    @Test
    void who_does_not_want_it_any_more_keeps_nobody_waiting() {
        Spool spool = spool();
        Switch first = loop.scope();
        Switch second = loop.scope();
        loop.value(start(spool, first));
        Promise<Folder> gone = start(spool, second);
        Promise<Folder> last = start(spool, loop.scope());
        off(second);
        assertThat(failure(gone)).isInstanceOf(CancellationException.class);
        off(first);
        loop.value(last);
    }

    @Test
    void a_scope_that_goes_off_while_the_folder_is_being_taken_gives_it_back() {
        Spool spool = spool();
        Switch scope = loop.scope();
        start(spool, scope);
        scope.off();
        loop.value(start(spool, loop.scope()));
    }

    @Test
    void another_process_is_waited_for_until_it_dies() throws Exception {
        try (BufferedReader told = holdInAnotherProcess()) {
            assertThat(told.readLine()).isEqualTo("held");
            Promise<Folder> folder = start(spool(), loop.scope());
            loop.advance(Duration.ofSeconds(10));
            assertThat(folder.isDone()).isFalse();
            assertThat(waitedFor).containsExactly(other.pid());

            other.destroyForcibly().waitFor();
            loop.advance(Duration.ofMillis(200));
            assertThat(beginning(loop.value(folder).part("a"), PRIMARY)).isEqualTo(new Beginning(4, STATE));
        }
    }

    @Test
    void a_wait_for_another_process_ends_at_once_when_nobody_wants_it_any_more() throws Exception {
        try (BufferedReader told = holdInAnotherProcess()) {
            assertThat(told.readLine()).isEqualTo("held");
            Switch scope = loop.scope();
            Promise<Folder> folder = start(spool(), scope);
            loop.run();
            off(scope);
            assertThat(failure(folder)).isInstanceOf(CancellationException.class);
            assertThat(directory()).isDirectory();
        }
    }

    @Test
    void old_folders_are_deleted_when_another_is_opened() throws Exception {
        Path old = Files.createDirectories(downloads().resolve("sha256new_OLD"));
        Path young = Files.createDirectories(downloads().resolve("sha256new_YOUNG"));
        for (Path folder : List.of(old, young)) Files.writeString(folder.resolve("x.bytes"), "half");
        age(old.resolve("x.bytes"), Duration.ofDays(7).plusSeconds(1));
        age(old, Duration.ofDays(8));
        age(young.resolve("x.bytes"), Duration.ofDays(7).minusSeconds(1));
        age(young, Duration.ofDays(8));
        open(loop.scope());
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void an_old_folder_that_somebody_has_is_left_alone() throws Exception {
        try (BufferedReader told = holdInAnotherProcess()) {
            assertThat(told.readLine()).isEqualTo("held");
            try (Stream<Path> files = Files.list(directory())) {
                for (Path file : files.toList()) age(file, Duration.ofDays(30));
            }
            age(directory(), Duration.ofDays(30));
            loop.value(spool().open("sha256new_B", waitedFor::add, loop.scope()));
            assertThat(directory()).exists();
        }
    }

    private void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(loop.clock().instant().minus(age)));
    }

    private Throwable failure(Promise<?> promise) {
        loop.run();
        assertThat(promise.isDone()).isTrue();
        try {
            return promise.getFailure();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private BufferedReader holdInAnotherProcess() throws IOException {
        other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        base.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return other.inputReader();
    }

    /** Takes the folder, says so, and keeps it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            DiskSpoolTest test = new DiskSpoolTest();
            test.base = Path.of(arguments[0]);
            Part part = test.open(test.loop.scope()).part("a");
            test.bring(part, PRIMARY, STATE, "half");
            System.out.println("held");
            System.in.read();
        }
    }
}
