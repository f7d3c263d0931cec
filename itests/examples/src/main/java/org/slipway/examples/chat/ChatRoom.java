package org.slipway.examples.chat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.settings.Places;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * Asks in a chat. Below {@code chat/} in the cache are the two files that clients such as {@code ii} keep for a room: what is
 * written to {@code in} is said there, what others say comes as lines of {@code out}: {@code trust FINGERPRINT} or {@code no}.
 */
@Component
public final class ChatRoom implements Interaction {
    private static final Duration OFTEN = Duration.ofSeconds(1);

    private final Loop loop;
    private final Path room;

    @Activate
    public ChatRoom(@Reference Loop loop, @Reference Places places) {
        this.loop = loop;
        this.room = places.cache().resolve("chat");
    }

    @Override
    public Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
        Deferred<Answer> answer = loop.promises().deferred();
        scope.onOff(() -> {
            if (!answer.getPromise().isDone()) answer.resolve(new Answer.Nobody());
        });
        question.onUpdate(() -> say(question));
        // What was said before is no answer to this.
        heard().flatMap(before -> say(question).map(said -> before.size()))
                .onFailure(gone -> answer.resolve(new Answer.Nobody()))
                .onSuccess(before -> listen(question, before, answer, scope));
        return answer.getPromise();
    }

    private Promise<Path> say(KeyQuestion question) {
        String keys = question.keys().stream()
                .map(key -> key.description().key() + " of " + key.description().userIds() + " " + key.votes())
                .collect(Collectors.joining(", "));
        String line = "Is " + question.feed() + " signed by whom you trust for " + question.domain() + "? " + keys;
        return loop.offLoop(() -> Files.writeString(
                room.resolve("in"),
                line.replaceAll("\\p{Cntrl}", "?") + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND));
    }

    private void listen(KeyQuestion question, int before, Deferred<Answer> answer, Switch scope) {
        Map<String, Answer> meanings = new HashMap<>(Map.of("no", new Answer.Refuse()));
        for (KeyQuestion.Key key : question.keys())
            meanings.put(
                    "trust " + key.description().key(),
                    new Answer.Trust(Set.of(key.description().key())));
        heard().onSuccess(lines -> {
            Optional<Answer> said = lines.stream()
                    .skip(before)
                    .map(meanings::get)
                    .filter(Objects::nonNull)
                    .findFirst();
            if (scope.isOff()) return;
            if (said.isPresent()) answer.resolve(said.get());
            else loop.after(OFTEN, () -> listen(question, before, answer, scope), scope);
        });
    }

    private Promise<List<String>> heard() {
        Path out = room.resolve("out");
        return loop.offLoop(() -> Files.exists(out) ? Files.readAllLines(out) : List.<String>of());
    }
}
