package org.slipway.web.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Answer.Reach;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.interaction.KeyQuestion.Key;
import org.slipway.api.interaction.KeyQuestion.Pending;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Asks on the page, one question at a time. On the loop. */
final class Questions implements Interaction {
    private static final int MOST = 20;
    private static final int GROUP = 4;

    private final Loop loop;
    private final Runnable changed;
    private final List<Asking> open = new ArrayList<>();
    private long asked;

    Questions(Loop loop, Runnable changed) {
        this.loop = loop;
        this.changed = changed;
    }

    private record Asking(String id, KeyQuestion question, Deferred<Answer> answer) {}

    @Override
    public Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
        Asking asking = new Asking("q" + ++asked, question, loop.promises().deferred());
        open.add(asking);
        question.onUpdate(changed);
        scope.onOff(() -> end(asking, new Answer.Nobody()));
        changed.run();
        return asking.answer().getPromise();
    }

    private void end(Asking asking, Answer answer) {
        if (!open.remove(asking)) return;
        asking.answer().resolve(answer);
        changed.run();
    }

    /**
     * What the person has said to the question that is shown.
     *
     * @param keys none to refuse
     * @return whether it was an answer to that question: one to another is none, nor is one about other keys
     */
    boolean answer(String id, List<String> keys, Reach reach) {
        if (open.isEmpty() || !open.get(0).id().equals(id)) return false;
        Asking asking = open.get(0);
        Set<Fingerprint> chosen = new LinkedHashSet<>();
        for (String key : keys) {
            Optional<Fingerprint> known = asking.question().keys().stream()
                    .map(asks -> asks.description().key())
                    .filter(fingerprint -> fingerprint.text().equals(key))
                    .findFirst();
            if (known.isEmpty()) return false;
            chosen.add(known.get());
        }
        end(asking, chosen.isEmpty() ? new Answer.Refuse() : new Answer.Trust(chosen, reach));
        return true;
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** The first, or null. */
    Object view() {
        if (open.isEmpty()) return null;
        KeyQuestion question = open.get(0).question();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", open.get(0).id());
        view.put("feed", Words.of(question.feed().text()));
        view.put("domain", Words.of(question.domain().text()));
        view.put(
                "before",
                question.trustedBefore().stream()
                        .limit(MOST)
                        .map(Questions::inGroups)
                        .toList());
        view.put(
                "keys",
                question.keys().stream()
                        .limit(MOST)
                        .map(key -> view(key, question))
                        .toList());
        return view;
    }

    private static Object view(Key key, KeyQuestion question) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", key.description().key().text());
        view.put("groups", inGroups(key.description().key()));
        view.put("owners", Words.lines(key.description().userIds()));
        view.put(
                "made",
                Words.of(key.description().algorithm()) + ", made on "
                        + date(key.description().created()));
        view.put("weak", Words.lines(key.weaknesses()));
        view.put("past", past(key.past(), question.domain()));
        view.put("votes", key.votes().stream().limit(MOST).map(Questions::view).toList());
        view.put("pending", pending(key));
        return view;
    }

    private static Object view(Vote vote) {
        return Map.of("kind", vote.kind().name(), "text", Words.of(vote.text()));
    }

    private static String pending(Key key) {
        if (key.pending() == Pending.MORE_MAY_COME) return "The key information server is still being asked";
        return key.votes().isEmpty() ? "Nobody knows anything about this key" : "";
    }

    private static List<String> past(KeyQuestion.Past past, TrustDomain domain) {
        List<String> lines = new ArrayList<>();
        lines.add(past.since()
                .map(since -> "First seen to sign for '" + domain + "' on " + date(since))
                .orElse("Never seen before to sign for '" + domain + "'"));
        if (!past.elsewhere().isEmpty()) lines.add("Seen to sign for " + names(past.elsewhere()));
        if (!past.trusted().isEmpty()) lines.add("You trust it for " + names(past.trusted()));
        return Words.lines(lines);
    }

    private static String names(List<TrustDomain> domains) {
        return domains.stream()
                .map(domain -> domain.equals(TrustDomain.ALL) ? "all domains" : domain.text())
                .sorted()
                .limit(5)
                .collect(Collectors.joining(", "));
    }

    private static String date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    /** So that it can be compared with one on paper. */
    private static String inGroups(Fingerprint key) {
        return key.text().replaceAll("(.{" + GROUP + "})(?=.)", "$1 ");
    }
}
