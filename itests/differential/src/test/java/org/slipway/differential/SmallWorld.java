package org.slipway.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

/** One case of {@code behaviour.xml}. */
record SmallWorld(Element element) {

    private static final String SITE = "http://example.com/";

    /** With URIs for the names. */
    static String spelledOut(String text) {
        return text.replaceAll("(?<![\\w@])@(\\w+)", SITE + "$1.xml");
    }

    private static String uri(String name) {
        return SITE + name + ".xml";
    }

    String name() {
        return get("name").orElseThrow();
    }

    boolean needsPackages() {
        return get("packages").isPresent();
    }

    private Optional<String> get(String attribute) {
        return element.attribute(attribute);
    }

    Question question(Home home) {
        List<String> options =
                get("options").map(words -> List.of(words.split(" "))).orElse(List.of());
        return new Question(
                get("language").orElse("C"), options, at(home, get("asks").orElse(uri("prog"))));
    }

    private static String at(Home home, String text) {
        return text.replace("$HOME", home.base().toString());
    }

    // ------------------------------------------------------------------------------------------------------ the world

    void write(Home home) throws IOException {
        home.setting(element.children("setting").map(Element::text).collect(Collectors.joining("\n")));
        home.lack(uri("missing"));
        for (Element part : element.children()) write(part, home);
    }

    private void write(Element part, Home home) throws IOException {
        switch (part.localName()) {
            case "feed" -> feed(part, home);
            case "local" -> home.write(said("path", part), text(document(part)));
            case "registered" -> register(part, home);
            case "built" -> home.build(uri(said("for", part)), text(document(part)));
            case "brought" -> home.bring(uri(said("for", part)), text(document(part)));
            case "policy" ->
                home.prefer(
                        uri(said("for", part)),
                        Element.of("interface-preferences").with("stability_policy", said("stability", part)));
            case "stored" -> home.store(part.text());
            default -> {}
        }
    }

    private static String said(String attribute, Element part) {
        return part.attribute(attribute).orElseThrow();
    }

    private void feed(Element part, Home home) throws IOException {
        String name = said("name", part);
        home.cache(uri(name), Xml.write(document(part).with("uri", uri(name))));
        Map<String, String> ratings = new HashMap<>();
        element.children("rating")
                .filter(rating -> said("feed", rating).equals(name))
                .forEach(rating -> ratings.put(said("id", rating), said("stability", rating)));
        home.rate(uri(name), ratings);
    }

    private static void register(Element part, Home home) throws IOException {
        Path file = home.write("registered/feed.xml", text(document(part)));
        Element feed = Element.of("feed").with("src", file.toString());
        Element suited =
                part.attribute("arch").map(arch -> feed.with("arch", arch)).orElse(feed);
        home.prefer(uri(said("for", part)), Element.of("interface-preferences").with(suited));
    }

    private static String text(Element document) {
        return new String(Xml.write(document), StandardCharsets.UTF_8);
    }

    private static Element document(Element part) {
        List<Element> children = new ArrayList<>();
        children.add(Element.of("name").withText("n"));
        children.add(Element.of("summary").withText("s"));
        part.children().forEach(child -> children.add(complete(child)));
        return Element.of(Element.of("interface").name(), part.attributes(), children, "");
    }

    /** With what a feed must say and what is of no interest here. */
    private static Element complete(Element element) {
        Element whole = element.withChildren(
                element.children().stream().map(SmallWorld::complete).toList());
        if (!element.is("implementation") || element.name().getNamespaceURI().contains("compile")) return whole;
        if (whole.attribute("id").isEmpty()) whole = whole.with("id", said("version", whole));
        boolean elsewhere = whole.attribute("local-path").isPresent()
                || said("id", whole).startsWith(".")
                || said("id", whole).equals("nowhere");
        if (elsewhere) return whole;
        return whole.with(Element.of("archive").with("href", SITE + "a.tgz").with("size", "1"));
    }

    // ------------------------------------------------------------------------------------------------- what is
    // expected

    /** For people; empty if the answer is what it should be. */
    String mistake(Answer answer, Home home) {
        Optional<String> fails = get("fails");
        if (fails.isPresent())
            return answer.selections().isEmpty() && answer.words().contains(fails.get()) ? "" : answer.toString();
        if (answer.selections().isEmpty()) return answer.words();
        String document = text(answer.selections().get()).replace('"', '\'');
        boolean contained =
                get("contains").map(part -> document.contains(at(home, part))).orElse(true);
        boolean selected = get("selects")
                .map(all -> all.equals(shown(answer.selections().get())))
                .orElse(true);
        return contained && selected ? "" : shown(answer.selections().get()) + "\n" + document;
    }

    private static String shown(Element selections) {
        return selections
                .children("selection")
                .map(SmallWorld::selection)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String selection(Element selection) {
        String name = said("interface", selection).replace(SITE, "").replace(".xml", "");
        return Stream.concat(
                        Stream.of(name, said("version", selection)),
                        selection
                                .children("command")
                                .map(command -> said("name", command))
                                .sorted())
                .collect(Collectors.joining(" "));
    }
}
