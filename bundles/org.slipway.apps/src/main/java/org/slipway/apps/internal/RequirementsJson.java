package org.slipway.apps.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

import org.slipway.api.app.Wanted;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.VersionExpression;
import org.slipway.model.json.JsonReader;
import org.slipway.model.json.MalformedJson;

/** Requirements as {@code requirements.json} has them. */
final class RequirementsJson {
    private final Map<String, Object> fields = new HashMap<>();

    private RequirementsJson() {}

    /** @throws IllegalArgumentException with what is wrong */
    static Wanted read(String json) {
        RequirementsJson document = new RequirementsJson();
        if (!(parsed(json) instanceof Map<?, ?> map)) throw new IllegalArgumentException("it is no object");
        map.forEach((name, value) -> document.fields.put(name.toString(), value));
        return document.wanted();
    }

    private static Object parsed(String json) {
        try {
            return JsonReader.read(json);
        } catch (MalformedJson malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    private Wanted wanted() {
        InterfaceUri uri = new InterfaceUri(text("interface_uri")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("'interface_uri' is missing")));
        Optional<String> command = fields.containsKey("command") ? text("command") : Optional.of("run");
        fields.remove("command");
        Wanted wanted = new Wanted(
                new Requirements(
                        uri,
                        command,
                        flag("source") ? Form.SOURCE : Form.BINARY,
                        flag("may_compile") ? Compilation.ALLOWED : Compilation.FORBIDDEN,
                        restrictions(uri),
                        given("os"),
                        given("cpu"),
                        java.util.List.of()),
                text("message"));
        if (!fields.isEmpty())
            throw new IllegalArgumentException(
                    "unknown field '" + fields.keySet().iterator().next() + "'");
        return wanted;
    }

    private Optional<String> given(String name) {
        return text(name).filter(text -> !text.isEmpty());
    }

    private Optional<String> text(String name) {
        Object value = fields.remove(name);
        if (value == null) return Optional.empty();
        if (value instanceof String text) return Optional.of(text);
        throw new IllegalArgumentException("'" + name + "' is no text");
    }

    private boolean flag(String name) {
        if (!fields.containsKey(name)) return false;
        Object value = fields.remove(name);
        if (value instanceof Boolean flag) return flag;
        throw new IllegalArgumentException("'" + name + "' is neither true nor false");
    }

    /** Two fields of programs before 2013 restrict the root. */
    private Map<InterfaceUri, VersionExpression> restrictions(InterfaceUri root) {
        Map<InterfaceUri, VersionExpression> restrictions = new HashMap<>();
        Optional<String> low = given("not_before");
        Optional<String> high = given("before");
        if (low.isPresent() || high.isPresent())
            restrictions.put(
                    root,
                    VersionExpression.of(
                            low.orElse("") + high.map(before -> "..!" + before).orElse("..")));
        if (!fields.containsKey("extra_restrictions")) return restrictions;
        Object extra = fields.remove("extra_restrictions");
        if (!(extra instanceof Map<?, ?> map)) throw new IllegalArgumentException("'extra_restrictions' is no object");
        map.forEach((uri, range) -> {
            if (!(range instanceof String text))
                throw new IllegalArgumentException("the range for '" + uri + "' is no text");
            restrictions.put(new InterfaceUri(uri.toString()), VersionExpression.of(text));
        });
        return restrictions;
    }

    static String write(Wanted wanted) {
        Requirements requirements = wanted.requirements();
        StringJoiner object = new StringJoiner(",", "{", "}");
        object.add(field("interface_uri", requirements.interfaceUri().text()));
        // Left out, it would be read as "run".
        object.add(requirements.command().map(name -> field("command", name)).orElse("\"command\":null"));
        requirements.os().ifPresent(os -> object.add(field("os", os)));
        requirements.cpu().ifPresent(cpu -> object.add(field("cpu", cpu)));
        wanted.message().ifPresent(message -> object.add(field("message", message)));
        if (requirements.form() == Form.SOURCE) object.add("\"source\":true");
        if (requirements.mayCompile() == Compilation.ALLOWED) object.add("\"may_compile\":true");
        if (!requirements.restrictions().isEmpty())
            object.add("\"extra_restrictions\":" + restrictions(requirements.restrictions()));
        return object.toString();
    }

    private static String restrictions(Map<InterfaceUri, VersionExpression> restrictions) {
        StringJoiner object = new StringJoiner(",", "{", "}");
        new TreeMap<>(restrictions).forEach((uri, range) -> object.add(field(uri.text(), range.toString())));
        return object.toString();
    }

    private static String field(String name, String value) {
        return quoted(name) + ":" + quoted(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ' || c == 0x7f) quoted.append(String.format("\\u%04x", (int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
