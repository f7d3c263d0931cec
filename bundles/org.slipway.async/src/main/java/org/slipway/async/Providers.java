package org.slipway.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Those who serve an extension point now, and what is known of them. Who breaks the contract is named once and quarantined:
 * asked only when nobody else is there, and not at all once it has not come back. Being replaced is a new beginning. From any
 * thread.
 *
 * @param <S> the kind of service
 */
public final class Providers<S> {
    enum Flaw {
        BROKEN,
        STUCK
    }

    private final Loop loop;
    private final String role;
    private final Supplier<? extends Collection<Map.Entry<Map<String, Object>, S>>> present;
    private final Consumer<String> warning;
    private final Map<S, Flaw> flawed = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * @param role what they are, for people
     * @param present those that the registry has now, with their properties
     * @param warning told, on the loop, of each that breaks the contract
     */
    public Providers(
            Loop loop,
            String role,
            Supplier<? extends Collection<Map.Entry<Map<String, Object>, S>>> present,
            Consumer<String> warning) {
        this.loop = loop;
        this.role = role;
        this.present = present;
        this.warning = warning;
    }

    /** Services in the order in which they are to be asked, where nobody knows their properties. */
    public static <S> List<Map.Entry<Map<String, Object>, S>> inOrder(List<S> services) {
        List<Map.Entry<Map<String, Object>, S>> entries = new ArrayList<>();
        for (S service : services) entries.add(Map.entry(Map.of("service.id", (long) entries.size()), service));
        return entries;
    }

    /** A snapshot without those in quarantine: the highest ranking first, and the older before the newer. */
    public List<Provider<S>> healthy() {
        return all().stream().filter(it -> !flawed.containsKey(it.service())).toList();
    }

    /** As {@link #healthy}, and behind them those that may do after all: nobody is left out who only might fail. */
    public List<Provider<S>> inTurn() {
        List<Provider<S>> turn = new ArrayList<>(healthy());
        all().stream().filter(it -> flawed.get(it.service()) == Flaw.BROKEN).forEach(turn::add);
        return turn;
    }

    /** Everybody, whatever is known of them, for roles in which nobody may be passed over. */
    public List<Provider<S>> all() {
        List<Provider<S>> all = new ArrayList<>();
        for (Map.Entry<Map<String, Object>, S> entry : present.get())
            all.add(new Provider<>(this, entry.getValue(), entry.getKey()));
        flawed.keySet().removeIf(known -> all.stream().noneMatch(it -> it.service() == known));
        Comparator<Provider<S>> highestFirst = Comparator.comparing(it -> -it.number("service.ranking"));
        all.sort(highestFirst.thenComparing(it -> it.number("service.id")));
        return all;
    }

    boolean isLost(S service) {
        return flawed.get(service) == Flaw.STUCK;
    }

    boolean isPresent(S service) {
        return present.get().stream().anyMatch(entry -> entry.getValue() == service);
    }

    Loop loop() {
        return loop;
    }

    /** That of one that is leaving is not its fault. */
    Provider.Defect told(Provider<S> provider, String how, Flaw flaw) {
        String sentence = "The " + role + " " + provider.name() + " does not work and is skipped: " + printable(how);
        boolean news = isPresent(provider.service()) && flawed.put(provider.service(), flaw) == null;
        if (news) loop.run(() -> warning.accept(sentence));
        return new Provider.Defect(sentence, printable(how));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
