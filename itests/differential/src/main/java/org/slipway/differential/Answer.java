package org.slipway.differential;

import java.util.Optional;
import java.util.stream.Collectors;

import javax.xml.namespace.QName;

import org.slipway.model.xml.Element;

/**
 * What a program has said.
 *
 * @param selections absent if there are none
 * @param words for people, on standard error
 */
public record Answer(int status, Optional<Element> selections, String words) {

    /**
     * Whether the other is the same but for the words, the order of attributes and children, and white space in attributes:
     * the reference changes that (see the README).
     */
    public boolean agreesWith(Answer other) {
        return (status == 0) == (other.status == 0)
                && selections.map(Answer::canonical).equals(other.selections.map(Answer::canonical));
    }

    /** For people. */
    public String differenceTo(Answer expected) {
        return "expected " + expected.shown() + "\nbut was  " + shown();
    }

    private String shown() {
        return "status " + status + ":\n" + selections.map(Answer::canonical).orElseGet(words::strip);
    }

    private static String canonical(Element element) {
        String attributes = element.attributes().entrySet().stream()
                .map(attribute -> " " + text(attribute.getKey()) + "='" + collapsed(attribute.getValue()) + "'")
                .sorted()
                .collect(Collectors.joining());
        String children = element.children().stream()
                .map(child -> canonical(child).replaceAll("(?m)^", "  "))
                .sorted()
                .map(child -> "\n" + child)
                .collect(Collectors.joining());
        return text(element.name()) + attributes + " " + element.text().strip() + children;
    }

    private static String collapsed(String value) {
        return value.strip().replaceAll("\\s+", " ");
    }

    private static String text(QName name) {
        return name.getNamespaceURI().equals(Element.ZERO_INSTALL) ? name.getLocalPart() : name.toString();
    }
}
