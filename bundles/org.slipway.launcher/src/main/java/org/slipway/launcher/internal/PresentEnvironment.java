package org.slipway.launcher.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.slipway.api.launch.Unlaunchable;
import org.slipway.launcher.internal.CommandLine.Each;
import org.slipway.launcher.internal.CommandLine.Part;
import org.slipway.launcher.internal.CommandLine.Word;
import org.slipway.model.feed.Binding.Environment.Mode;

/** The environment as it comes out if the program is launched now, and command lines in it. */
final class PresentEnvironment implements Environment {
    private final Map<String, String> caller;
    private final Map<String, String> changes = new LinkedHashMap<>();

    PresentEnvironment(Map<String, String> caller) {
        this.caller = caller;
    }

    Map<String, String> changes() {
        return changes;
    }

    @Override
    public void set(String name, String value) throws Unlaunchable {
        changes.put(Variables.named(name), value);
    }

    @Override
    public void add(Mode mode, String name, String value, String separator, Optional<String> otherwise)
            throws Unlaunchable {
        String joined = value(name)
                .or(() -> otherwise)
                .map(old -> mode == Mode.PREPEND ? value + separator + old : old + separator + value)
                .orElse(value);
        set(name, joined);
    }

    @Override
    public void setJson(String name, CommandLine command) throws Unlaunchable {
        set(
                name,
                words(command).stream()
                        .map(word -> '"' + Json.escape(word) + '"')
                        .collect(Collectors.joining(",", "[", "]")));
    }

    List<String> words(CommandLine command) throws Unlaunchable {
        return words(command.parts(), Optional.empty());
    }

    /** @param item the part of a variable's value that a loop is at */
    private List<String> words(List<Part> parts, Optional<String> item) throws Unlaunchable {
        List<String> words = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Word word) words.add(text(word, item));
            if (part instanceof Each each)
                for (String one : split(each, item)) words.addAll(words(each.parts(), Optional.of(one)));
        }
        return words;
    }

    private List<String> split(Each each, Optional<String> item) {
        String list = value(each.variable(), item).orElse("");
        return list.isEmpty() ? List.of() : List.of(list.split(Pattern.quote(each.separator()), -1));
    }

    private String text(Word word, Optional<String> item) throws Unlaunchable {
        StringBuilder text = new StringBuilder();
        for (Template.Piece piece : word.template().pieces()) {
            if (piece instanceof Template.Literal literal) text.append(literal.text());
            if (piece instanceof Template.Variable variable)
                text.append(value(variable.name(), item)
                        .orElseThrow(() -> new Unlaunchable(ScriptText.unset(variable.name(), word))));
        }
        return text.toString();
    }

    private Optional<String> value(String name, Optional<String> item) {
        return name.equals(Variables.ITEM) ? item.or(() -> value(name)) : value(name);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(changes.getOrDefault(name, caller.get(name)));
    }
}
