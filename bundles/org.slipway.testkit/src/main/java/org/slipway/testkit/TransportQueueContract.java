package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.async.Done;
import org.slipway.async.Switch;

/** How every transport for http queues at a site, and how it lets go. */
public abstract class TransportQueueContract extends TransportFixture {

    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void at_most_two_transfers_are_made_from_a_site_at_a_time() {
        server.on("*", Answers.after(gate, Answers.body("x")));
        List<Promise<Download>> downloads = Stream.of("/1", "/2", "/3", "/4", "/5")
                .map(path -> start(server.uri(path)))
                .toList();
        loop.awaitUntil(() -> server.requests().size() == 2);
        assertThat(placed).containsExactly(server.uri("/1"), server.uri("/2"));

        gate.countDown();

        for (Promise<Download> download : downloads)
            assertThat(text(loop.await(download))).isEqualTo("x");
        assertThat(placed).hasSize(5);
        assertThat(server.busiest()).isEqualTo(2);
        assertThat(server.accepted()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_change_of_the_limit_is_seen_by_new_transfers() {
        server.on("*", Answers.after(gate, Answers.body("x")));
        start(server.uri("/1"));
        start(server.uri("/2"));
        Promise<Download> third = start(server.uri("/3"));
        loop.awaitUntil(() -> server.requests().size() == 2);

        transfersPerSite(4);
        Promise<Download> fourth = start(server.uri("/4"));
        Promise<Download> fifth = start(server.uri("/5"));

        loop.awaitUntil(() -> server.requests().size() == 4);
        assertThat(placed).containsExactly(server.uri("/1"), server.uri("/2"), server.uri("/3"), server.uri("/4"));
        transfersPerSite(1);
        Promise<Download> sixth = start(server.uri("/6"));
        gate.countDown();
        for (Promise<Download> download : List.of(third, fourth, fifth, sixth))
            assertThat(text(loop.await(download))).isEqualTo("x");
        assertThat(server.busiest()).isEqualTo(4);
    }

    @Test
    void one_at_a_time_if_so_set() {
        transfersPerSite(1);
        server.on("*", Answers.after(gate, Answers.body("x")));
        List<Promise<Download>> downloads =
                Stream.of("/1", "/2", "/3").map(path -> start(server.uri(path))).toList();
        loop.awaitUntil(() -> server.requests().size() == 1);
        assertThat(placed).containsExactly(server.uri("/1"));

        gate.countDown();

        for (Promise<Download> download : downloads)
            assertThat(text(loop.await(download))).isEqualTo("x");
        assertThat(server.busiest()).isEqualTo(1);
        assertThat(server.targets()).containsExactly("/1", "/2", "/3");
    }

    /** So many connections, at most, are opened for transfers that come one after the other. */
    protected int connectionsInSuccession() {
        return 1;
    }

    @Test
    void a_connection_is_kept_for_the_next_transfer() {
        server.on("/a", Answers.body("x"))
                .on("/r", Answers.redirect("/a"))
                .on("/u", Answers.status("304 Not Modified"));

        for (String path : List.of("/a", "/r", "/missing", "/u", "/a")) outcome(path);

        assertThat(server.accepted()).isBetween(1, connectionsInSuccession());
    }

    @Test
    void another_site_is_not_held_up() throws Exception {
        server.on("*", Answers.after(gate, Answers.body("x")));
        for (String path : List.of("/1", "/2", "/3")) start(server.uri(path));
        try (ScriptedServer other = newServer()) {
            other.on("*", Answers.body("y"));

            assertThat(text(outcome(request(other.uri("/"))))).isEqualTo("y");
        }
        gate.countDown();
    }

    @Test
    void a_redirect_leaves_the_queue_of_its_site() throws Exception {
        try (ScriptedServer other = newServer()) {
            other.on("*", Answers.after(gate, Answers.body("slow")));
            server.on("/away", Answers.redirect(other.uri("/").toString())).on("/here", Answers.body("quick"));
            Promise<Download> first = start(server.uri("/away"));
            Promise<Download> second = start(server.uri("/away"));
            loop.awaitUntil(() -> other.requests().size() == 2);

            assertThat(text(outcome("/here"))).isEqualTo("quick");

            gate.countDown();
            assertThat(text(loop.await(first))).isEqualTo("slow");
            assertThat(text(loop.await(second))).isEqualTo("slow");
        }
    }

    @Test
    void who_is_turned_off_in_the_queue_gives_up_the_place() {
        server.on("/held", Answers.after(gate, Answers.body("x"))).on("/b", Answers.body("y"));
        start(server.uri("/held"));
        start(server.uri("/held"));
        Switch impatient = loop.scope();
        Promise<Download> queued = start(server.uri("/b"), impatient);
        loop.awaitUntil(() -> server.requests().size() == 2);

        loop.await(impatient.off());

        assertThat(loop.await(queued)).isEqualTo(new Download.Aborted());
        Promise<Download> next = start(server.uri("/b"));
        gate.countDown();
        assertThat(text(loop.await(next))).isEqualTo("y");
        assertThat(server.targets()).containsExactlyInAnyOrder("/held", "/held", "/b");
    }

    @Test
    void turned_off_before_it_begins_it_asks_nobody() {
        scope.off();

        assertThat(loop.await(start(server.uri("/a")))).isEqualTo(new Download.Aborted());
        assertThat(server.accepted()).isZero();
    }

    @Test
    void turned_off_at_once_it_ends() {
        server.on("/a", Answers.after(gate, Answers.body("x")));
        Promise<Download> download = start(server.uri("/a"));

        loop.await(scope.off());

        assertThat(loop.await(download)).isEqualTo(new Download.Aborted());
        gate.countDown();
    }

    @Test
    void turned_off_when_its_place_has_just_come_free_it_asks_nobody() {
        CountDownLatch shut = new CountDownLatch(1);
        server.on("/first", Answers.after(gate, Answers.body("x")))
                .on("/second", Answers.after(shut, Answers.body("x")));
        Promise<Download> first = start(server.uri("/first"));
        start(server.uri("/second"));
        Switch impatient = loop.scope();
        Promise<Download> queued = start(server.uri("/third"), impatient);
        loop.awaitUntil(() -> server.requests().size() == 2);
        first.onResolve(impatient::off);

        gate.countDown();

        assertThat(loop.await(queued)).isEqualTo(new Download.Aborted());
        shut.countDown();
    }

    @Test
    void turned_off_while_it_waits_for_an_answer_it_lets_the_connection_go() {
        server.on("/a", Answers.stalled(""));
        Promise<Download> download = start(server.uri("/a"));
        loop.awaitUntil(() -> server.requests().size() == 1);

        loop.await(scope.off());

        assertThat(loop.await(download)).isEqualTo(new Download.Aborted());
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void turned_off_amid_the_body_it_lets_go_of_connection_file_and_place() throws IOException {
        server.on("/a", Answers.endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1000)))
                .on("/b", Answers.body("y"));
        Switch first = loop.scope();
        DownloadRequest request = request(server.uri("/a")).build();
        Promise<Download> download = transport.download(request, first);
        start(server.uri("/a"));
        loop.awaitUntil(() -> sizeOf(request) > 0);

        Promise<Done> off = first.off();
        loop.await(off);

        assertThat(loop.await(download)).isEqualTo(new Download.Aborted());
        long size = Files.size(request.file());
        assertThat(text(outcome("/b"))).isEqualTo("y");
        assertThat(Files.size(request.file())).isEqualTo(size);
        loop.awaitUntil(() -> server.connections() <= 2);
    }

    private void transfersPerSite(int number) {
        TestNetwork network = newNetwork();
        network.transfersPerSite = number;
        settings.network = network.network();
    }

    private static long sizeOf(DownloadRequest request) {
        return request.file().toFile().length();
    }
}
