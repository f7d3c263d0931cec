package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.slipway.model.ManifestDigest;

/**
 * What is added to a feed.
 *
 * @param attributes of the element, beside its id
 * @param command its name and its path
 * @param archive the attributes of the element
 */
record NewImplementation(
        ManifestDigest digest,
        Map<String, String> attributes,
        Optional<Map.Entry<String, String>> command,
        Map<String, String> archive) {

    /** It has no other, as digests name one tree each. */
    String id() {
        return digest.directoryName();
    }

    /**
     * As XML, in ASCII.
     *
     * @param prefix of the feed's namespace, with its colon
     * @param newline with the indentation of the element
     * @param step by which its children are further in
     */
    String text(String prefix, String newline, String step) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("id", id());
        own.putAll(attributes);
        Map<String, String> named = new LinkedHashMap<>();
        command.ifPresent(entry -> {
            named.put("name", entry.getKey());
            named.put("path", entry.getValue());
        });
        return tag(prefix + "implementation", own, ">")
                + (named.isEmpty() ? "" : newline + step + tag(prefix + "command", named, "/>"))
                + newline + step
                + tag(prefix + "manifest-digest", Map.of(digest.algorithm().text(), digest.value()), "/>")
                + newline + step + tag(prefix + "archive", archive, "/>")
                + newline + "</" + prefix + "implementation>";
    }

    private static String tag(String name, Map<String, String> attributes, String end) {
        StringBuilder tag = new StringBuilder("<").append(name);
        attributes.forEach((attribute, value) -> tag.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        return tag.append(end).toString();
    }

    /** Whatever the encoding of the document is. */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c < ' ' || c > '~' || "&<>\"".indexOf(c) >= 0)
                escaped.append("&#").append(c).append(';');
            else escaped.append((char) c);
        });
        return escaped.toString();
    }
}
