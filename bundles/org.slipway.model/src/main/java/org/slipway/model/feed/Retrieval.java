package org.slipway.model.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.slipway.model.feed.RetrievalMethod.Step;
import org.slipway.model.xml.Element;

/** Reads retrieval methods. A step that lacks what it needs is one that nobody understands: its method is passed over. */
final class Retrieval {
    private Retrieval() {}

    static List<RetrievalMethod> methods(Element implementation) throws MalformedFeed {
        List<RetrievalMethod> methods = new ArrayList<>();
        for (Element child : implementation.children()) {
            if (child.is("archive") || child.is("file")) methods.add(new RetrievalMethod(List.of(step(child)), child));
            if (child.is("recipe")) methods.add(new RetrievalMethod(steps(child), child));
        }
        return List.copyOf(methods);
    }

    private static List<Step> steps(Element recipe) throws MalformedFeed {
        List<Step> steps = new ArrayList<>();
        for (Element child : recipe.children()) steps.add(step(child));
        return List.copyOf(steps);
    }

    private static Step step(Element element) throws MalformedFeed {
        Optional<Step> step =
                switch (element.localName()) {
                    case "archive" -> archive(element);
                    case "file" -> file(element);
                    case "rename" ->
                        element.attribute("source").flatMap(source -> element.attribute("dest")
                                .map(dest -> new Step.Rename(source, dest)));
                    case "remove" -> element.attribute("path").map(Step.Remove::new);
                    case "copy-from" ->
                        element.attribute("id")
                                .map(id ->
                                        new Step.CopyFrom(id, element.attribute("source"), element.attribute("dest")));
                    default -> Optional.empty();
                };
        return step.orElseGet(() -> new Step.Foreign(element));
    }

    private static Optional<Step> archive(Element element) {
        OptionalLong size = number(element, "size");
        OptionalLong offset =
                element.attribute("start-offset").isPresent() ? number(element, "start-offset") : OptionalLong.of(0);
        if (size.isEmpty() || offset.isEmpty()) return Optional.empty();
        return element.attribute("href")
                .map(href -> new Step.Archive(
                        href,
                        size,
                        element.attribute("extract"),
                        element.attribute("dest"),
                        element.attribute("type"),
                        offset.getAsLong()));
    }

    private static Optional<Step> file(Element element) throws MalformedFeed {
        OptionalLong size = number(element, "size");
        if (size.isEmpty() || element.attribute("dest").isEmpty()) return Optional.empty();
        Step.File.Mode mode = FeedParts.flag(element, "executable") ? Step.File.Mode.EXECUTABLE : Step.File.Mode.PLAIN;
        return element.attribute("href")
                .map(href -> new Step.File(href, size, element.attribute("dest").get(), mode));
    }

    private static OptionalLong number(Element element, String attribute) {
        try {
            long number = Long.parseLong(element.attribute(attribute).orElse(""));
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }
}
