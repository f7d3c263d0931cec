package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.slipway.cli.internal.Finding.Severity;
import org.slipway.model.xml.Element;

/** What is found in one document. */
final class Findings {
    private final FeedDocument document;
    private final List<Finding> all = new ArrayList<>();

    Findings(FeedDocument document) {
        this.document = document;
    }

    void error(Element where, String text) {
        all.add(new Finding(Severity.ERROR, document.line(where), text));
    }

    void warning(Element where, String text) {
        all.add(new Finding(Severity.WARNING, document.line(where), text));
    }

    boolean hasErrors() {
        return all.stream().anyMatch(Finding::isError);
    }

    /** For what is said of an element elsewhere. */
    String lineOf(Element element) {
        int line = document.line(element);
        return line > 0 ? "line " + line : "this feed";
    }

    /** In the order of the lines. */
    List<Finding> inOrder() {
        return all.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    }
}
