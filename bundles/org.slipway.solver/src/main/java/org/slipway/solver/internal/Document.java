package org.slipway.solver.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.namespace.QName;

import org.slipway.model.Form;
import org.slipway.model.Importance;
import org.slipway.model.Requirements;
import org.slipway.model.Role;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source;
import org.slipway.model.xml.Element;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.candidates.Scope;
import org.slipway.solver.internal.problem.Assignment;
import org.slipway.solver.internal.problem.Assignment.Filled;

/** Writes an assignment as a selections document: of each implementation only what is used. */
final class Document {

    /** Attributes that only feeds have; {@code main} and {@code self-test} have become commands. */
    private static final List<String> OF_FEEDS = List.of("stability", "main", "self-test", "version-modifier");

    private static final List<String> DEPENDENCIES = List.of("requires", "restricts", "runner");

    private final Scope scope;

    Document(Scope scope) {
        this.scope = scope;
    }

    Element of(Requirements requirements, Assignment assignment) {
        Element root = Element.of("selections")
                .with("interface", requirements.interfaceUri().text())
                .with("source", String.valueOf(requirements.form() == Form.SOURCE));
        if (requirements.command().isPresent())
            root = root.with("command", requirements.command().get());
        List<Element> selections = new ArrayList<>();
        for (Map.Entry<Role, Filled> entry : assignment.roles().entrySet()) {
            Filled filled = entry.getValue();
            filled.candidate().ifPresent(c -> selections.add(selection(entry.getKey(), c, filled.commands())));
        }
        return root.withChildren(selections);
    }

    private Element selection(Role role, Candidate candidate, List<String> commands) {
        Implementation implementation = candidate.implementation();
        List<Element> children = new ArrayList<>();
        for (String name : commands) candidate.command(name).ifPresent(c -> children.add(command(c)));
        implementation.bindings().forEach(binding -> children.add(withoutVersions(binding.element())));
        for (Dependency dependency : candidate.dependencies())
            if (isShown(dependency)) children.add(withoutVersions(dependency.element()));
        if (candidate.source().isEmpty()) digest(implementation).ifPresent(children::add);
        return Element.of(Element.of("selection").name(), attributes(role, candidate), children, "");
    }

    private Map<QName, String> attributes(Role role, Candidate candidate) {
        Implementation implementation = candidate.implementation();
        Map<QName, String> attributes =
                new LinkedHashMap<>(implementation.inherited().attributes());
        OF_FEEDS.forEach(name -> attributes.remove(new QName(name)));
        attributes.put(new QName("interface"), role.interfaceUri().text());
        attributes.put(new QName("id"), implementation.id());
        attributes.put(new QName("version"), implementation.version().toString());
        attributes.put(new QName("from-feed"), implementation.feed().text());
        attributes.remove(new QName("from-feed"), role.interfaceUri().text());
        if (implementation.source() instanceof Source.Local local)
            attributes.put(new QName("local-path"), local.path().toString());
        if (candidate.source().isPresent()) attributes.put(new QName("requires-compilation"), "true");
        return attributes;
    }

    private Element command(Command command) {
        List<Element> children = new ArrayList<>();
        for (Dependency dependency : command.dependencies())
            if (isShown(dependency)) children.add(dependency.element());
        for (Element child : command.element().children())
            if (!DEPENDENCIES.contains(child.localName())) children.add(child);
        return withoutVersions(command.element().withChildren(children));
    }

    private boolean isShown(Dependency dependency) {
        return dependency.importance() != Importance.RESTRICTS && scope.needs(dependency);
    }

    /** The ranges have done their work. */
    private static Element withoutVersions(Element element) {
        return element.withChildren(
                element.children().stream().filter(c -> !c.is("version")).toList());
    }

    private static Optional<Element> digest(Implementation implementation) {
        if (!(implementation.source() instanceof Source.Cached)) return Optional.empty();
        Map<QName, String> digests = new LinkedHashMap<>();
        implementation.element().children("manifest-digest").forEach(element -> element.attributes()
                .forEach((name, value) -> {
                    if (name.getNamespaceURI().isEmpty()) digests.put(name, value);
                }));
        String[] id = implementation.id().split("=", 2);
        if (id.length == 2 && List.of("sha1", "sha1new", "sha256").contains(id[0]))
            digests.put(new QName(id[0]), id[1]);
        if (digests.isEmpty()) return Optional.empty();
        return Optional.of(Element.of(Element.of("manifest-digest").name(), digests, List.of(), ""));
    }
}
