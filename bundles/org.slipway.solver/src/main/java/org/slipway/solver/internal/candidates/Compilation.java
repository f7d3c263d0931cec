package org.slipway.solver.internal.candidates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.namespace.QName;

import org.slipway.api.settings.Host.Platform;
import org.slipway.model.Architecture;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;

/** Foresees the binary that a source implementation would give if it were compiled on this machine. */
final class Compilation {

    /** The command that compiles. */
    static final String COMMAND = "compile";

    private static final String NAMESPACE = "http://zero-install.sourceforge.net/2006/namespaces/0compile";
    private static final QName TEMPLATE = new QName(NAMESPACE, "implementation");
    private static final QName INCLUDE = new QName(NAMESPACE, "include-binary");
    private static final QName MAIN = new QName(NAMESPACE, "binary-main");
    private static final QName MAPPINGS = new QName(NAMESPACE, "binary-lib-mappings");
    private static final QName LIBRARIES = new QName(NAMESPACE, "lib-mappings", "compile");
    private static final QName CONDITION = new QName(NAMESPACE, "if-0install-version");

    private final Architecture machine;

    Compilation(Platform platform) {
        this.machine = new Architecture(Optional.of(platform.os()), Optional.of(platform.cpu()));
    }

    /** Empty if the template is for another version of Zero Install, or not one that could be in a feed. */
    Optional<Implementation> result(Implementation source) {
        Element document = Element.of("interface")
                .with("uri", source.feed().text())
                .withChildren(List.of(Element.of("name").withText(source.id()), binary(source)));
        try {
            return FeedReader.read(source.feed(), document).implementations().values().stream()
                    .findFirst()
                    .map(read -> onThisMachine(read, source));
        } catch (MalformedFeed badTemplate) {
            return Optional.empty();
        }
    }

    private Implementation onThisMachine(Implementation read, Implementation source) {
        return new Implementation(
                source.id(),
                source.feed(),
                source.version(),
                source.stability(),
                machine,
                read.inherited(),
                source.source(),
                read.element());
    }

    private Element binary(Implementation source) {
        Optional<Element> template = source.commands().get(COMMAND).element().children().stream()
                .filter(child -> child.name().equals(TEMPLATE))
                .findFirst()
                .map(Compilation::armed);
        List<Element> children = new ArrayList<>();
        for (Dependency dependency : source.dependencies()) {
            Element element = dependency.element();
            if (element.attribute(INCLUDE).filter("true"::equals).isPresent()) children.add(without(element, INCLUDE));
        }
        template.ifPresent(t -> children.addAll(t.children()));
        Map<QName, String> attributes = attributes(source, template);
        return Element.of(Element.of("implementation").name(), attributes, children, "");
    }

    private Map<QName, String> attributes(Implementation source, Optional<Element> template) {
        Map<QName, String> attributes =
                new LinkedHashMap<>(template.map(Element::attributes).orElse(Map.of()));
        Map<QName, String> ofSource = source.inherited().attributes();
        if (ofSource.containsKey(MAIN)) attributes.putIfAbsent(new QName("main"), ofSource.get(MAIN));
        if (ofSource.containsKey(MAPPINGS)) attributes.put(LIBRARIES, ofSource.get(MAPPINGS));
        attributes.put(new QName("id"), source.id());
        attributes.put(new QName("version"), source.version().toString());
        if (source.source() instanceof Source.Local local)
            attributes.put(new QName("local-path"), local.path().toString());
        attributes.putIfAbsent(new QName("arch"), machine.toString());
        attributes.remove(new QName("arch"), "*-*");
        source.attribute("license").ifPresent(license -> attributes.putIfAbsent(new QName("license"), license));
        return attributes;
    }

    /** The conditions of the template, which the source feed's reader had to let stand, hold now. */
    private static Element armed(Element element) {
        Element plain = element.attribute(CONDITION)
                .map(condition -> without(element, CONDITION).with("if-0install-version", condition))
                .orElse(element);
        return plain.withChildren(
                plain.children().stream().map(Compilation::armed).toList());
    }

    private static Element without(Element element, QName attribute) {
        Map<QName, String> fewer = new LinkedHashMap<>(element.attributes());
        fewer.remove(attribute);
        return Element.of(element.name(), fewer, element.children(), element.text());
    }
}
