package org.slipway.trust.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.namespace.QName;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** The content of {@code trustdb.xml}. A change touches nothing that it is not about. */
record TrustFile(Element root) {
    private static final String NAMESPACE = "http://zero-install.sourceforge.net/2007/injector/trust";
    private static final QName KEYS = new QName(NAMESPACE, "trusted-keys");
    private static final QName KEY = new QName(NAMESPACE, "key");
    private static final QName DOMAIN = new QName(NAMESPACE, "domain");

    static final TrustFile EMPTY = new TrustFile(Element.of(KEYS, Map.of(), List.of(), ""));

    /** @throws IOException with a sentence for the user, if it is not as it should be: it must not be overwritten then */
    static TrustFile read(Path file) throws IOException {
        if (!Files.exists(file)) return EMPTY;
        try {
            Element root = Xml.read(Files.readAllBytes(file));
            if (!root.name().equals(KEYS))
                throw new MalformedXml("the root element is <" + root.name().getLocalPart() + ">");
            return new TrustFile(root);
        } catch (MalformedXml broken) {
            throw new IOException("The trust database '" + file + "' is damaged (" + broken.getMessage()
                    + "). Mend it, or move it away to begin anew");
        }
    }

    Map<Fingerprint, Set<TrustDomain>> keys() {
        Map<Fingerprint, Set<TrustDomain>> keys = new LinkedHashMap<>();
        for (Element key : root.children()) {
            Optional<Fingerprint> fingerprint = fingerprint(key);
            if (fingerprint.isEmpty()) continue;
            Set<TrustDomain> domains = keys.computeIfAbsent(fingerprint.get(), f -> new TreeSet<>(TrustFile::compare));
            for (Element domain : key.children()) domain(domain).ifPresent(domains::add);
        }
        return keys;
    }

    private static int compare(TrustDomain a, TrustDomain b) {
        return a.text().compareTo(b.text());
    }

    private static Optional<Fingerprint> fingerprint(Element key) {
        if (!key.name().equals(KEY)) return Optional.empty();
        try {
            return key.attribute("fingerprint").map(f -> new Fingerprint(f.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    /** Host names have no case, though older programs have written some. */
    private static Optional<TrustDomain> domain(Element domain) {
        if (!domain.name().equals(DOMAIN)) return Optional.empty();
        try {
            return domain.attribute("value").map(d -> new TrustDomain(d.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    TrustFile with(Fingerprint key, TrustDomain domain) {
        Element added = Element.of(DOMAIN, Map.of(new QName("value"), domain.text()), List.of(), "");
        List<Element> keys = new ArrayList<>();
        boolean known = false;
        for (Element present : root.children()) {
            boolean same = !known && fingerprint(present).equals(Optional.of(key));
            keys.add(same ? present.with(added) : present);
            known |= same;
        }
        if (!known) keys.add(Element.of(KEY, Map.of(new QName("fingerprint"), key.text()), List.of(added), ""));
        return new TrustFile(root.withChildren(keys));
    }

    TrustFile without(Fingerprint key, TrustDomain domain) {
        List<Element> keys = new ArrayList<>();
        for (Element present : root.children()) {
            if (!fingerprint(present).equals(Optional.of(key))) {
                keys.add(present);
                continue;
            }
            List<Element> domains = present.children().stream()
                    .filter(d -> !domain(d).equals(Optional.of(domain)))
                    .toList();
            if (domains.stream().anyMatch(d -> domain(d).isPresent())) keys.add(present.withChildren(domains));
        }
        return new TrustFile(root.withChildren(keys));
    }
}
