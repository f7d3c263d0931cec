package org.slipway.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;

/** {@code trust add}, {@code trust list}, {@code trust log} and {@code trust remove}. */
final class TrustCommands {
    private final Services services;
    private final Console console;

    TrustCommands(Services services, Console console) {
        this.services = services;
        this.console = console;
    }

    List<Command> all() {
        return List.of(new Add(), new Listing(), new TrustLogCommand(services, console), new Remove());
    }

    private static TrustDomain domain(String typed) throws Complaint {
        try {
            return new TrustDomain(typed.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException bad) {
            throw new Complaint("'" + typed + "' is not a domain: write HOST or HOST:PORT, or * for all");
        }
    }

    private final class Add extends SimpleCommand {
        Add() {
            super(services.loop, "trust add", "FINGERPRINT DOMAIN", Option.JSON);
        }

        @Override
        void work(Invocation invocation) throws Exception {
            if (invocation.words().size() != 2) throw new WrongUsage();
            Fingerprint key = GivenTrust.key(invocation.words().get(0));
            services.trust.trust(key, domain(invocation.words().get(1)));
            told(invocation, key);
        }
    }

    /** Programs are told for which domains the key is trusted now. */
    private void told(Command.Invocation invocation, Fingerprint key) throws IOException {
        if (!invocation.has(Option.JSON)) return;
        List<String> domains = services.trust.domains(key).stream()
                .map(TrustDomain::text)
                .sorted()
                .toList();
        console.print(new JsonObject()
                .with("key", key.text())
                .with("domains", domains)
                .line());
    }

    private final class Remove extends SimpleCommand {
        Remove() {
            super(services.loop, "trust remove", "FINGERPRINT DOMAIN", Option.JSON);
        }

        @Override
        void work(Invocation invocation) throws Exception {
            if (invocation.words().size() != 2) throw new WrongUsage();
            Fingerprint key = GivenTrust.key(invocation.words().get(0));
            TrustDomain domain = domain(invocation.words().get(1));
            if (!services.trust.domains(key).contains(domain))
                throw new Complaint("The key " + key + " is not trusted for " + domain);
            services.trust.distrust(key, domain);
            told(invocation, key);
        }
    }

    private final class Listing extends SimpleCommand {
        Listing() {
            super(services.loop, "trust list", "", Option.JSON);
        }

        @Override
        void work(Invocation invocation) throws Exception {
            if (!invocation.words().isEmpty()) throw new WrongUsage();
            Map<String, Set<String>> sorted = new TreeMap<>();
            services.trust
                    .all()
                    .forEach((key, domains) ->
                            domains.forEach(domain -> sorted.computeIfAbsent(key.text(), k -> new TreeSet<>())
                                    .add(domain.text())));
            if (invocation.has(Option.JSON)) console.print(JsonText.of(Map.of("keys", sorted)));
            else sorted.forEach((key, domains) -> console.print(key + " " + String.join(" ", domains)));
        }
    }
}
