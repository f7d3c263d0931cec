package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Acquisition.Cause;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.solver.Explanation;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Role;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.TestHost;

/** The numbers are those that the manual page has, and the sibling on .NET. */
class StatusTest {
    private static final FeedUri.Remote FEED = new FeedUri.Remote("http://example.com/x.xml");
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();

    @Test
    void what_a_feed_lacks_has_a_number() {
        NetworkProblem refused =
                new NetworkProblem(URI.create(FEED.text()), NetworkProblem.Kind.CONNECTION_REFUSED, "");
        FeedProblem unreachable = new FeedProblem.Unreachable(FEED, refused);
        assertThat(Status.of(unreachable).number()).isEqualTo(10);
        assertThat(Status.of(new FeedProblem.CacheFailure(FEED, "")).number()).isEqualTo(12);
        assertThat(Status.of(new FeedProblem.NotImported(FEED, new Import.Malformed("")))
                        .number())
                .isEqualTo(25);
        assertThat(Status.of(new FeedProblem.NotSigned(FEED, "")).number()).isEqualTo(27);
    }

    @Test
    void why_a_feed_was_not_imported_has_a_number() {
        Instant then = Instant.parse("2020-01-01T00:00:00Z");
        assertThat(Status.of(new Import.ReplayAttack(then, then.minusSeconds(1))))
                .isEqualTo(Status.SIGNATURE);
        assertThat(Status.of(new Import.WrongUri(FEED, "http://example.com/y.xml")))
                .isEqualTo(Status.MALFORMED);
        assertThat(Status.of(new Import.Aborted())).isEqualTo(Status.STOPPED);
    }

    @Test
    void why_an_implementation_could_not_be_had_has_a_number() throws Exception {
        assertThat(fetched(new Fetching.NetworkFailure(List.of())).number()).isEqualTo(10);
        assertThat(fetched(new Fetching.StoreFailure("disk full")).number()).isEqualTo(12);
        assertThat(fetched(new Fetching.BadRecipe("unpack", "no tar")).number()).isEqualTo(25);
        assertThat(fetched(new Fetching.NoRetrievalMethod()).number()).isEqualTo(25);
        assertThat(fetched(new Fetching.DigestMismatch(DIGEST, "sha256=1", "")).number())
                .isEqualTo(26);
        assertThat(fetched(new Fetching.Aborted()).number()).isEqualTo(100);
        assertThat(acquired(new Cause.Offline()).number()).isEqualTo(10);
        assertThat(acquired(new Cause.NoDirectory("/x")).number()).isEqualTo(12);
        assertThat(acquired(new Cause.NotInFeed("gone")).number()).isEqualTo(20);
        assertThat(acquired(new Cause.NotInstalled("Debian", "gimp")).number()).isEqualTo(1);
    }

    private static Status fetched(Fetching why) throws Exception {
        return acquired(new Cause.NotFetched(why));
    }

    private static Status acquired(Cause why) throws Exception {
        Selections selections = SelectionsReader.read(Xml.read(("<selections"
                        + " xmlns='http://zero-install.sourceforge.net/2004/injector/interface' interface='"
                        + FEED.text()
                        + "'><selection interface='" + FEED.text() + "' id='1' version='1'/></selections>")
                .getBytes(UTF_8)));
        return Status.of(new Acquisition.Failed(
                List.of(new Acquisition.Failure(selections.selections().get(0), why))));
    }

    @Test
    void that_there_is_no_solution_has_a_number_unless_a_feed_is_all_that_is_missing() {
        FeedProblem unsigned = new FeedProblem.NotSigned(FEED, "");
        Explanation.Problem missing = new Explanation.Problem.NoMainFeed(new InterfaceUri(FEED.text()));
        assertThat(unsolvable(List.of(), List.of()).number()).isEqualTo(20);
        assertThat(unsolvable(List.of(new Explanation.Problem.Told("x")), List.of(unsigned))
                        .number())
                .isEqualTo(20);
        assertThat(unsolvable(List.of(missing), List.of(unsigned)).number()).isEqualTo(27);
    }

    private static Status unsolvable(List<Explanation.Problem> problems, List<FeedProblem> feeds) {
        Role role = Role.binary(new InterfaceUri(FEED.text()));
        Explanation.Component component = new Explanation.Component(
                role, Optional.empty(), Optional.empty(), problems, List.of(), List.of(), 0, 0);
        return Selecting.status(new Result.Unsolvable(new Explanation(List.of(component)), feeds));
    }

    @Test
    void documents_that_make_no_sense_are_told_from_files_that_cannot_be_read(@TempDir Path folder) throws Exception {
        Path malformed = Files.writeString(folder.resolve("x.xml"), "<interface");
        assertThat(thrown(() -> Target.read(malformed)).number()).isEqualTo(25);
        assertThat(thrown(() -> Target.read(folder.resolve("none"))).number()).isEqualTo(12);
        Element selections = Xml.read(
                "<selections xmlns='http://zero-install.sourceforge.net/2004/injector/interface'/>".getBytes(UTF_8));
        assertThat(thrown(() -> Target.saved(selections, "x.xml")).number()).isEqualTo(25);
    }

    private static Status thrown(ThrowingCallable asked) {
        return catchThrowableOfType(Complaint.class, asked).status();
    }

    @Test
    void whatever_is_thrown_has_a_number_and_words() {
        assertThat(Complaint.of(new Complaint("x", Status.DIGEST)).status()).isEqualTo(Status.DIGEST);
        assertThat(Complaint.of(new UncheckedIOException(new AccessDeniedException("/x"))))
                .hasMessage("/x may not be used by you")
                .extracting(Complaint::status)
                .isEqualTo(Status.NO_RIGHT);
        assertThat(Complaint.of(new IllegalStateException("defect")))
                .hasMessageContaining("something went wrong that should not")
                .extracting(Complaint::status)
                .isEqualTo(Status.FAILED);
    }

    @Test
    void numbers_are_told_only_to_those_who_ask_for_them() {
        assertThat(status("--statuses", "select", "--no-such-option")).isEqualTo(99);
        assertThat(status("select", "--no-such-option")).isEqualTo(1);
    }

    private static int status(String... typed) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Console console = new Console(nowhere, nowhere, false);
        return new CommandLine(console, new TestHost(Map.of()), NoDryRun.begun(), null).applyAsInt(typed);
    }

    @Test
    void a_missing_right_is_told_from_other_trouble_with_files() {
        assertThat(Status.of(new AccessDeniedException("/x")).number()).isEqualTo(11);
        assertThat(Status.of(new IOException("no space")).number()).isEqualTo(12);
    }

    @Test
    void what_was_typed_wrongly_has_a_number() {
        for (String typed : List.of("--no-such-option", "--batch=x", "--os")) {
            Complaint complaint =
                    catchThrowableOfType(Complaint.class, () -> Arguments.parse(List.of("select", typed)));
            assertThat(complaint.status().number()).as(typed).isEqualTo(99);
        }
        assertThat(new Command.WrongUsage().status()).isEqualTo(Status.USAGE);
        assertThat(new Complaint("for other reasons").status().number()).isEqualTo(1);
    }
}
