package org.slipway.transport.jetty.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who the user is at other machines, as {@code .netrc} has it. Never to be shown. */
final class Netrc {

    static final Netrc EMPTY = new Netrc(List.of());

    /** @param machine absent for all others */
    private record Entry(Optional<String> machine, Optional<Login> login) {}

    record Login(String user, String password) {
        @Override
        public String toString() {
            return "...";
        }
    }

    private final List<Entry> entries;

    private Netrc(List<Entry> entries) {
        this.entries = entries;
    }

    /** The first that fits counts. */
    Optional<Login> login(String host) {
        return entries.stream()
                .filter(entry -> entry.machine.map(host::equalsIgnoreCase).orElse(true))
                .findFirst()
                .flatMap(Entry::login);
    }

    /** What is not understood is passed over, as other programs have words of their own in it. */
    static Netrc of(String text) {
        NetrcWords words = new NetrcWords(text.replace("\r\n", "\n"));
        List<Entry> entries = new ArrayList<>();
        Optional<String> machine = Optional.empty();
        boolean within = false;
        String user = null;
        String password = "";
        for (Optional<String> word = words.keyword(); word.isPresent(); word = words.keyword()) {
            String keyword = word.get().toLowerCase(Locale.ROOT);
            switch (keyword) {
                case "machine", "default" -> {
                    if (within) entries.add(entry(machine, user, password));
                    machine = keyword.equals("machine") ? Optional.of(words.value()) : Optional.empty();
                    within = true;
                    user = null;
                    password = "";
                }
                case "login" -> user = words.value();
                case "password" -> password = words.value();
                case "account" -> words.value();
                case "macdef" -> words.skipMacro();
                default -> {}
            }
        }
        if (within) entries.add(entry(machine, user, password));
        return new Netrc(entries);
    }

    private static Entry entry(Optional<String> machine, String user, String password) {
        return new Entry(machine, Optional.ofNullable(user).map(name -> new Login(name, password)));
    }
}
