package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.Missing;
import org.slipway.api.driver.Result;
import org.slipway.api.interaction.Answer;
import org.slipway.api.monitor.Event;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.solver.Choice;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.ManifestDigest;
import org.slipway.model.selections.Selections;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.ScriptedQuestion;

/** A host with a real socket and clients in threads of their own; what it would ask of the network never comes. */
class ResidentHostTest {
    private static final String SELECT = message("[\"invoke\",\"1\",\"select\",[{\"interface\":\"/x.xml\"},false]]");
    private static final String GREETED = message("[\"invoke\",null,\"set-api-version\",[\"2.7\"]]\n");

    @TempDir
    Path folder;

    private final ServedHost served = new ServedHost();
    private final AwaitingLoop loop = served.loop;
    private final List<Deferred<Result>> asked = new ArrayList<>();

    /** Answers when the test does, or when it is not wanted any more. */
    private final class ScriptedDriver implements Driver {
        @Override
        public Promise<Result> select(DriverRequest request, Switch scope) {
            Deferred<Result> result = loop.promises().deferred();
            asked.add(result);
            scope.onOff(() -> {
                if (!result.getPromise().isDone()) result.resolve(new Result.Aborted());
            });
            return result.getPromise();
        }

        @Override
        public Promise<Acquisition> download(Selections selections, DriverRequest request, Switch scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Promise<List<Choice>> choices(Selections selections, DriverRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Missing missing(Selections selections) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void start() throws Exception {
        served.start(folder, new ScriptedDriver(), Guests.none());
    }

    @AfterEach
    void stop() throws IOException {
        served.stop();
    }

    private static String message(String json) {
        return String.format("0x%08x\n%s", json.getBytes(UTF_8).length, json);
    }

    private static void say(SocketChannel client, String text) throws IOException {
        ServedHost.say(client, text.getBytes(UTF_8));
    }

    /** As much as one expects, while the connection stays. */
    private String heard(SocketChannel client, int length) {
        return loop.await(loop.apart(() -> new String(new Inlet(client).readNBytes(length), UTF_8)));
    }

    /** What a client hears that says all this and then waits. */
    private String answer(String says) throws IOException {
        SocketChannel client = served.connect(says);
        client.shutdownOutput();
        return served.heard(client);
    }

    private void isWell() throws IOException {
        assertThat(answer(served.token + " status\n"))
                .startsWith(ProcessHandle.current().pid() + " ");
    }

    @Test
    void a_client_with_the_token_is_answered_as_by_slave() throws IOException {
        assertThat(answer(served.token + " 2.7\n" + message("[\"invoke\",\"1\",\"frob\",[]]")))
                .isEqualTo(GREETED + message("[\"return\",\"1\",\"fail\",\"Invalid arguments for 'frob': []\"]\n"));
        assertThat(answer(served.token + " 2.6\n")).contains("\"2.6\"");
    }

    @Test
    void what_is_asked_goes_to_the_driver_and_its_answer_comes_back() throws IOException {
        SocketChannel client = served.connect(served.token + " 2.7\n" + SELECT);
        client.shutdownOutput();
        loop.awaitUntil(() -> asked.size() == 1);
        asked.get(0).resolve(new Result.Aborted());
        assertThat(served.heard(client))
                .isEqualTo(GREETED + message("[\"return\",\"1\",\"ok\",[\"aborted-by-user\"]]\n"));
    }

    @Test
    void a_wrong_token_gets_no_answer() throws IOException {
        String wrong = (served.token.charAt(0) == '0' ? '1' : '0') + served.token.substring(1);
        for (String guess :
                List.of(wrong, "", served.token.substring(1), served.token + "0", served.token + served.token))
            assertThat(answer(guess + " 2.7\n" + SELECT)).isEmpty();
        assertThat(answer(wrong + " stop\n")).isEmpty();
        assertThat(asked).isEmpty();
        isWell();
    }

    @Test
    void a_client_without_a_token_is_sent_away_after_five_seconds() throws IOException {
        SocketChannel silent = served.connect(served.token.substring(0, 10));
        isWell();
        loop.advance(Duration.ofSeconds(5));
        assertThat(served.heard(silent)).isEmpty();
        isWell();
    }

    @Test
    void a_first_line_without_an_end_is_not_read_to_its_end() throws IOException {
        assertThat(served.heard(served.connect("x".repeat(1000)))).isEmpty();
        isWell();
    }

    @Test
    void a_huge_message_ends_only_the_session_it_came_in() throws IOException {
        SocketChannel other = served.connect(served.token + " 2.7\n");
        assertThat(heard(other, GREETED.length())).isEqualTo(GREETED);
        assertThat(answer(served.token + " 2.7\n0x00010001\n")).isEqualTo(GREETED);
        assertThat(answer(served.token + " 2.7\n0x7fffffff\n")).isEqualTo(GREETED);
        assertThat(answer(served.token + " 2.7\n-0x1\n")).isEqualTo(GREETED);
        assertThat(answer(served.token + " 2.7\n" + message("[".repeat(60_000))))
                .isEqualTo(GREETED);
        say(other, message("[\"invoke\",\"1\",\"frob\",[]]"));
        other.shutdownOutput();
        assertThat(served.heard(other)).contains("Invalid arguments for 'frob'");
    }

    @Test
    void more_questions_than_are_answered_at_a_time_are_refused() throws IOException {
        SocketChannel client = served.connect(served.token + " 2.7\n" + SELECT.repeat(17));
        String refusal =
                message("[\"return\",\"1\",\"fail\",\"More than 16 questions at a time: wait for an answer\"]\n");
        assertThat(heard(client, GREETED.length() + refusal.length())).isEqualTo(GREETED + refusal);
        assertThat(asked).hasSize(16);
        isWell();
    }

    @Test
    void a_client_that_has_asked_as_much_as_it_may_can_cancel() throws IOException {
        SocketChannel client = served.connect(
                served.token + " 3\n" + SELECT.repeat(16) + message("[\"invoke\",\"2\",\"cancel\",[\"1\"]]"));
        client.shutdownOutput();
        String heard = served.heard(client);
        assertThat(heard).contains("[\"return\",\"2\",\"ok\",true]");
        assertThat(heard.split("aborted-by-user", -1)).hasSize(17);
    }

    @Test
    void a_client_is_told_what_goes_on_as_long_as_it_waits() throws IOException {
        ManifestDigest digest = ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();
        SocketChannel older = served.connect(served.token + " 2.7\n" + SELECT);
        SocketChannel client = served.connect(served.token + " 3\n" + SELECT);
        loop.awaitUntil(() -> asked.size() == 2);
        assertThat(served.host.watching).hasSize(1);
        served.host.watching.forEach(told -> told.on(new Event.Stored(digest)));
        asked.forEach(question -> question.resolve(new Result.Aborted()));
        client.shutdownOutput();
        assertThat(served.heard(client))
                .contains("\"progress\",[[{\"event\":\"stored\",\"digest\":\"" + digest + "\"}]]]");
        older.shutdownOutput();
        assertThat(served.heard(older)).doesNotContain("progress");
        assertThat(served.host.watching).isEmpty();
    }

    @Test
    void more_clients_than_there_is_room_for_are_sent_away_and_the_others_stay() throws IOException {
        SocketChannel first = served.connect(served.token + " 2.7\n");
        assertThat(heard(first, GREETED.length())).isEqualTo(GREETED);
        for (int i = 1; i < 32; i++) served.connect("");
        assertThat(served.heard(served.connect(""))).isEmpty();
        say(first, message("[\"invoke\",\"1\",\"frob\",[]]"));
        assertThat(heard(first, 10)).isNotEmpty();
        loop.advance(Duration.ofSeconds(5));
        loop.awaitUntil(() -> served.host.status().endsWith(" 1\n"));
        isWell();
    }

    @Test
    void a_client_that_takes_no_answers_keeps_nobody_else_waiting() throws IOException {
        SocketChannel deaf = served.connect(served.token + " 2.7\n");
        loop.apart(() -> {
            String questions = message("[\"invoke\",\"1\",\"frob\",[\"" + "x".repeat(60_000) + "\"]]");
            for (int i = 0; i < 30; i++) say(deaf, questions);
            return Done.DONE;
        });
        isWell();
    }

    @Test
    void a_client_that_hangs_up_at_once_leaves_nothing_behind() throws IOException {
        for (int i = 0; i < 40; i++)
            served.connect(i % 2 == 0 ? served.token + " 2.7\n" + SELECT : "").close();
        loop.awaitUntil(() -> asked.size() == 20);
        List.copyOf(asked).forEach(question -> question.resolve(new Result.Aborted()));
        loop.awaitUntil(() -> served.host.status().endsWith(" 0\n"));
        isWell();
        assertThat(served.said.toString(UTF_8)).isEmpty();
    }

    @Test
    void what_is_under_way_is_given_up_when_it_is_told_to_stop() throws IOException {
        SocketChannel client = served.connect(served.token + " 2.7\n" + SELECT);
        loop.awaitUntil(() -> asked.size() == 1);
        SocketChannel stopping = served.connect(served.token + " stop\n");
        assertThat(served.heard(stopping)).isEmpty();
        assertThat(Files.exists(served.place.path(), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(served.heard(client)).startsWith(GREETED);
        loop.await(served.served);
    }

    @Test
    void it_ends_when_nobody_has_asked_anything_for_some_time() throws IOException {
        SocketChannel silent = served.connect(served.token + " 2.7\n");
        assertThat(heard(silent, GREETED.length())).isEqualTo(GREETED);
        loop.advance(ServedHost.IDLE.minusSeconds(1));
        isWell();
        loop.advance(ServedHost.IDLE.minusSeconds(1));
        assertThat(served.served.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(1));
        assertThat(served.heard(silent)).isEmpty();
        loop.await(served.served);
    }

    @Test
    void what_is_under_way_keeps_it_from_ending() throws IOException {
        SocketChannel client = served.connect(served.token + " 2.7\n" + SELECT);
        loop.awaitUntil(() -> asked.size() == 1);
        loop.advance(ServedHost.IDLE.multipliedBy(2));
        assertThat(served.served.isDone()).isFalse();
        asked.get(0).resolve(new Result.Aborted());
        client.shutdownOutput();
        served.heard(client);
        loop.advance(ServedHost.IDLE);
        loop.await(served.served);
    }

    @Test
    void wrong_tokens_do_not_keep_it_from_ending() throws IOException {
        loop.advance(ServedHost.IDLE.minusSeconds(1));
        answer("wrong 2.7\n");
        loop.advance(Duration.ofSeconds(1));
        loop.await(served.served);
    }

    @Test
    void a_client_that_waits_for_something_is_asked_about_keys() throws IOException {
        SocketChannel client = served.connect(served.token + " 2.7\n" + SELECT);
        loop.awaitUntil(() -> asked.size() == 1);
        Fingerprint key = new Fingerprint("A".repeat(40));
        ScriptedQuestion question = new ScriptedQuestion();
        question.with(key, "Alice");
        Promise<Answer> answer = served.host.asking.confirmKeys(question, served.signal.child());
        say(client, message("[\"return\",\"1\",\"ok\",[\"" + key + "\"]]"));
        assertThat(loop.await(answer)).isEqualTo(new Answer.Trust(Set.of(key)));
    }

    @Test
    void a_client_that_goes_while_it_is_asked_keeps_nobody_waiting() throws IOException {
        SocketChannel client = served.connect(served.token + " 2.7\n" + SELECT);
        loop.awaitUntil(() -> asked.size() == 1);
        Promise<Answer> answer = served.host.asking.confirmKeys(new ScriptedQuestion(), served.signal.child());
        client.close();
        assertThat(loop.await(answer)).isEqualTo(new Answer.Refuse());
    }
}
