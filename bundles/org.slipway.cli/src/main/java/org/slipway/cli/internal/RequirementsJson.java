package org.slipway.cli.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.VersionExpression;

/** What another program requires. */
final class RequirementsJson {
    private final Map<Object, Object> fields;
    private final Console console;

    private RequirementsJson(Map<?, ?> fields, Console console) {
        this.fields = new TreeMap<>(fields);
        this.console = console;
    }

    /** @param console is told of fields that nobody knows */
    static Requirements read(Map<?, ?> fields, Console console) throws Complaint {
        return new RequirementsJson(fields, console).read();
    }

    private Requirements read() throws Complaint {
        Object uri = fields.remove("interface");
        if (!(uri instanceof String interfaceUri)) throw new Complaint("'interface' is missing in the requirements");
        Optional<String> command = text("command");
        Form form = flag("source") ? Form.SOURCE : Form.BINARY;
        Compilation compilation = flag("may_compile") ? Compilation.ALLOWED : Compilation.FORBIDDEN;
        Optional<String> os = text("os");
        Optional<String> cpu = text("cpu");
        text("message");
        Map<InterfaceUri, VersionExpression> restrictions = restrictions(fields.remove("extra_restrictions"));
        fields.keySet().forEach(name -> console.warn("Unexpected requirements field '" + name + "'!"));
        try {
            return new Requirements(
                    new InterfaceUri(interfaceUri), command, form, compilation, restrictions, os, cpu, List.of());
        } catch (IllegalArgumentException bad) {
            throw new Complaint(bad.getMessage());
        }
    }

    private Optional<String> text(String name) throws Complaint {
        Object value = fields.remove(name);
        if (value == null) return Optional.empty();
        if (value instanceof String text) return Optional.of(text);
        throw new Complaint("'" + name + "' must be a string in the requirements: " + JsonText.dense(value));
    }

    private boolean flag(String name) throws Complaint {
        Object value = fields.remove(name);
        if (value == null) return false;
        if (value instanceof Boolean flag) return flag;
        throw new Complaint("'" + name + "' must be true or false in the requirements: " + JsonText.dense(value));
    }

    private static Map<InterfaceUri, VersionExpression> restrictions(Object given) throws Complaint {
        Map<InterfaceUri, VersionExpression> restrictions = new HashMap<>();
        if (given == null) return restrictions;
        if (!(given instanceof Map<?, ?> map))
            throw new Complaint("'extra_restrictions' must be a map in the requirements");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getValue() instanceof String range))
                throw new Complaint("A range of versions must be a string: " + JsonText.dense(entry.getValue()));
            try {
                restrictions.put(new InterfaceUri(entry.getKey().toString()), VersionExpression.of(range));
            } catch (IllegalArgumentException bad) {
                throw new Complaint(bad.getMessage());
            }
        }
        return restrictions;
    }
}
