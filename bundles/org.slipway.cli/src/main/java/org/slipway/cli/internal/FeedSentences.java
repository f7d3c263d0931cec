package org.slipway.cli.internal;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.signature.Signature;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.trust.Verdict;

/** Why a feed could not be had, and what to do about it. */
final class FeedSentences {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private FeedSentences() {}

    /** A line or some for each problem, in their order; what keeps several feeds of a site away is said once. */
    static List<String> of(List<FeedProblem> problems) {
        Map<String, List<NetworkProblem>> unreachable = new LinkedHashMap<>();
        Map<String, String> sentences = new LinkedHashMap<>();
        for (FeedProblem problem : problems) {
            if (problem instanceof FeedProblem.Unreachable far) {
                String cause = NetworkSentences.cause(far.problem());
                List<NetworkProblem> same = unreachable.computeIfAbsent(cause, c -> new ArrayList<>());
                if (!same.contains(far.problem())) same.add(far.problem());
                sentences.put(cause, unreachable(same));
            } else {
                sentences.put(of(problem), of(problem));
            }
        }
        return List.copyOf(sentences.values());
    }

    static String of(FeedProblem problem) {
        return of("Feed", problem);
    }

    /** @param kind what is to be said for feed, where it is something else that was asked for */
    static String of(String kind, FeedProblem problem) {
        String feed = kind + " " + problem.feed();
        return problem.fold(
                unreachable -> unreachable(List.of(unreachable.problem())),
                unsigned -> feed + " is not signed: " + unsigned.why()
                        + ".\nOnly a file of this machine may be that: save what you trust, and name the file",
                invalid -> feed + " has no valid signature:" + signatures(invalid)
                        + "\nNothing of it is used. Try again later, or tell its publisher",
                untrusted -> untrusted(feed, untrusted),
                notImported -> of(feed, notImported.why()).orElse(feed + " was not imported"),
                cache -> feed + " cannot be kept in the cache: " + cache.why()
                        + ". Make room or get the right to write there");
    }

    private static String unreachable(List<NetworkProblem> problems) {
        return NetworkSentences.of(problems) + ". " + NetworkSentences.advice(problems.get(0));
    }

    /** What went wrong with an import, if anything did. */
    static Optional<String> of(String feed, Import outcome) {
        return outcome.fold(
                imported -> Optional.empty(),
                same -> Optional.empty(),
                replay -> Optional.of("Replay attack: " + feed + " was signed on " + TIME.format(replay.offered())
                        + ", before the one in the cache (" + TIME.format(replay.cached())
                        + "). The cached one is kept. Try again later, or tell its publisher"),
                malformed -> Optional.of(feed + " cannot be read: " + malformed.why() + ". Check the address"),
                wrong -> Optional.of("Feed " + wrong.expected() + " says that it is another one: " + wrong.found()
                        + ". Ask for that one, if you trust it"),
                rejected -> Optional.of(of(rejected.why())),
                aborted -> Optional.of(feed + " was not imported: stopped"));
    }

    private static String signatures(FeedProblem.NoValidSignature problem) {
        String missing = problem.missingKeys().stream()
                .map(key -> "\n  the key " + key.key() + " is not known, and cannot be had: " + key.why())
                .collect(Collectors.joining());
        return problem.signatures().stream().map(FeedSentences::signature).collect(Collectors.joining()) + missing;
    }

    private static String signature(Signature signature) {
        return signature.fold(
                valid -> "",
                bad -> "\n  by the key " + bad.issuer() + ": " + flaw(bad.flaw()),
                missing -> "",
                unsupported -> "\n  by the key " + unsupported.issuer() + ": not accepted: " + unsupported.why());
    }

    static String flaw(Signature.Flaw flaw) {
        return switch (flaw) {
            case MISMATCH -> "the document was changed after it was signed";
            case SIGNATURE_EXPIRED -> "the signature has expired";
            case KEY_EXPIRED -> "the key had expired when it signed";
            case KEY_REVOKED -> "the key has been revoked";
            case WRONG_KEY_USAGE -> "the key is not for signing";
            case UNBOUND_SUBKEY -> "the subkey does not belong to its key";
            case FROM_THE_FUTURE -> "the signature is dated in the future. Check the clock of this machine";
        };
    }

    private static String untrusted(String feed, FeedProblem.NotTrusted problem) {
        Verdict.NoTrustedKeys verdict = problem.verdict();
        List<String> keys = problem.keys().stream().map(Object::toString).toList();
        String signed = feed + " is signed with a key that is not trusted for " + verdict.domain() + ": "
                + String.join(", ", keys);
        String key = keys.isEmpty() ? "KEY" : keys.get(0);
        String remedy = "If you trust it: slipway trust add " + key + " " + verdict.domain();
        return switch (verdict.reason()) {
            case NO_VALID_SIGNATURE -> feed + " has no valid signature";
            case REFUSED_BY_USER -> signed + ".\nYou have refused it. " + remedy;
            case REFUSED_BY_POLICY -> refused(feed, verdict);
            case NOBODY_TO_ASK -> signed + ".\nNobody can be asked. " + remedy + "\nor give --trust " + key;
        };
    }

    private static String refused(String feed, Verdict.NoTrustedKeys verdict) {
        return feed + " is refused by policy: " + String.join("; ", verdict.objections())
                + ".\nThe rules are in the files injector/trust-policy, below the directories of the configuration,"
                + "\nand in plug-ins: slipway plugin list";
    }
}
