package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Transport;
import org.slipway.api.transport.Validators;
import org.slipway.async.Switch;

/** What every transport does, whatever scheme it serves. {@link TransportContract} has what http asks for beyond that. */
public abstract class SchemeContract {
    private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.UTF_8);

    @TempDir
    protected Path directory;

    protected final AwaitingLoop loop = new AwaitingLoop();
    private final List<String> told = new ArrayList<>();

    protected abstract Transport transport(AwaitingLoop loop) throws Exception;

    /** Where these bytes are. */
    protected abstract URI resource(byte[] content) throws Exception;

    /** Where nothing is. */
    protected abstract URI missing() throws Exception;

    private DownloadRequest.Builder request(URI uri) {
        return DownloadRequest.to(uri, directory.resolve("file")).listener(new TransferListener() {
            @Override
            public void placed(URI site) {
                told.add("placed");
            }

            @Override
            public void answered(URI from, Validators validators, long at) {
                told.add("answered");
            }

            @Override
            public void received(long total) {
                told.add("received " + total);
            }
        });
    }

    private Download outcome(DownloadRequest.Builder request) throws Exception {
        return loop.await(transport(loop).download(request.build(), loop.scope()));
    }

    private static void assertFails(Download download, Kind kind) {
        assertThat(download).isInstanceOfSatisfying(Download.NetworkFailure.class, failure -> assertThat(
                        failure.problem().kind())
                .isEqualTo(kind));
    }

    @Test
    void all_bytes_are_in_the_file_and_their_number_is_told() throws Exception {
        Download download = outcome(request(resource(HELLO)));

        assertThat(download).isInstanceOfSatisfying(Download.Fetched.class, fetched -> {
            assertThat(fetched.size()).isEqualTo(HELLO.length);
            assertThat(fetched.resumedAt()).isZero();
            assertThat(fetched.file()).hasBinaryContent(HELLO);
        });
    }

    @Test
    void the_listener_is_told_in_order() throws Exception {
        outcome(request(resource(HELLO)));

        assertThat(told)
                .startsWith("placed")
                .endsWith("received " + HELLO.length)
                .containsOnlyOnce("answered");
        assertThat(told.indexOf("answered")).isGreaterThan(told.lastIndexOf("placed"));
    }

    @Test
    void what_is_in_the_file_already_is_overwritten() throws Exception {
        Files.writeString(directory.resolve("file"), "something older and much longer");

        outcome(request(resource(HELLO)));

        assertThat(directory.resolve("file")).hasBinaryContent(HELLO);
    }

    @Test
    void an_empty_resource_is_an_empty_file() throws Exception {
        outcome(request(resource(new byte[0])));

        assertThat(directory.resolve("file")).isEmptyFile();
    }

    @Test
    void exactly_the_demanded_size_is_accepted() throws Exception {
        URI uri = resource(HELLO);

        assertThat(outcome(request(uri).size(HELLO.length))).isInstanceOf(Download.Fetched.class);
        assertFails(outcome(request(uri).size(HELLO.length - 1)), Kind.TOO_LONG);
        assertFails(outcome(request(uri).size(HELLO.length + 1)), Kind.TOO_SHORT);
    }

    @Test
    void no_more_than_the_limit_is_accepted() throws Exception {
        URI uri = resource(HELLO);

        assertThat(outcome(request(uri).limit(HELLO.length))).isInstanceOf(Download.Fetched.class);
        assertFails(outcome(request(uri).limit(HELLO.length - 1)), Kind.TOO_LONG);
    }

    @Test
    void what_is_not_wanted_at_the_start_is_not_in_the_file() throws Exception {
        URI uri = resource(HELLO);

        assertThat(outcome(request(uri).skip(6).size(5))).isInstanceOf(Download.Fetched.class);
        assertThat(directory.resolve("file")).hasContent("world");
        assertFails(outcome(request(uri).skip(HELLO.length + 1)), Kind.TOO_SHORT);
    }

    @Test
    void what_was_begun_is_whole_in_the_end_whether_it_can_be_gone_on_with_or_not() throws Exception {
        Files.write(directory.resolve("file"), "hello".getBytes(StandardCharsets.UTF_8));

        Download download = outcome(request(resource(HELLO)).resume(new Beginning(5, Validators.NONE)));

        assertThat(download).isInstanceOf(Download.Fetched.class);
        assertThat(directory.resolve("file")).hasBinaryContent(HELLO);
    }

    @Test
    void what_is_not_there_is_a_problem_that_names_it() throws Exception {
        URI uri = missing();

        assertThat(outcome(request(uri))).isInstanceOfSatisfying(Download.NetworkFailure.class, failure -> {
            NetworkProblem problem = failure.problem();
            assertThat(problem.uri()).isEqualTo(uri);
            assertThat(problem.detail()).doesNotContain("\n").doesNotContain("\u001b");
        });
    }

    @Test
    void a_file_that_cannot_be_written_is_the_disks_fault() throws Exception {
        DownloadRequest request = DownloadRequest.to(resource(HELLO), directory.resolve("no/such/directory"))
                .build();

        assertFails(loop.await(transport(loop).download(request, loop.scope())), Kind.DISK);
    }

    @Test
    void nothing_is_fetched_for_a_scope_that_is_off() throws Exception {
        Switch scope = loop.scope();
        loop.await(scope.off());

        assertThat(loop.await(transport(loop).download(request(resource(HELLO)).build(), scope)))
                .isEqualTo(new Download.Aborted());
        assertThat(directory.resolve("file")).doesNotExist();
    }

    @Test
    void a_transfer_that_is_stopped_at_once_ends() throws Exception {
        Switch scope = loop.scope();
        var download = transport(loop).download(request(resource(HELLO)).build(), scope);
        loop.await(scope.off());

        assertThat(loop.await(download)).isIn(new Download.Aborted(), fetched());
    }

    /** It may have come to its end before. */
    private Download fetched() throws IOException {
        return new Download.Fetched(directory.resolve("file"), HELLO.length, Validators.NONE);
    }
}
