package org.slipway.launcher.internal;

import static org.slipway.launcher.internal.Variables.ITEM;
import static org.slipway.launcher.internal.Variables.OURS;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.launch.Unlaunchable;
import org.slipway.launcher.internal.CommandLine.Each;
import org.slipway.launcher.internal.CommandLine.Part;
import org.slipway.launcher.internal.CommandLine.Word;
import org.slipway.model.feed.Binding.Environment.Mode;

/** The text of a script that makes an environment and a command line, and then becomes the program. */
final class ScriptText implements Environment {
    private static final String ENV = "/usr/bin/env";

    private final Variables variables;
    private final StringBuilder script = new StringBuilder();
    private final Set<String> demanded = new HashSet<>();
    private boolean needsJson;

    ScriptText(Map<String, String> caller) {
        this.variables = new Variables(caller);
    }

    /** @see Variables#unreadable */
    Set<String> unreadable() {
        return variables.unreadable();
    }

    @Override
    public void set(String name, String value) throws Unlaunchable {
        line(variables.target(name) + "=" + Sh.quote(value));
    }

    @Override
    public void add(Mode mode, String name, String value, String separator, Optional<String> otherwise)
            throws Unlaunchable {
        String set = variables.presence(name);
        String joined = joined(mode, value, separator, variables.value(name));
        String alone = otherwise
                .map(text -> joined(mode, value, separator, Sh.quote(text)))
                .orElse(Sh.quote(value));
        String target = variables.target(name) + "=";
        switch (set) {
            case "x" -> line(target + joined);
            case "" -> line(target + alone);
            default -> line("if [ -n \"" + set + "\" ]; then " + target + joined + "; else " + target + alone + "; fi");
        }
    }

    private static String joined(Mode mode, String value, String separator, String old) {
        return mode == Mode.PREPEND ? Sh.quote(value + separator) + old : old + Sh.quote(separator + value);
    }

    @Override
    public void setJson(String name, CommandLine command) throws Unlaunchable {
        String list = variables.fresh();
        line(list + "=");
        for (Part part : command.parts()) each(part, word -> appendJson(list, word));
        line(variables.target(name) + "=\"[${" + list + "#,}]\"");
    }

    private void appendJson(String list, Word word) throws Unlaunchable {
        demand(word);
        StringBuilder text = new StringBuilder();
        int escaped = 0;
        for (Template.Piece piece : word.template().pieces()) {
            if (piece instanceof Template.Literal literal) text.append(Sh.quote(Json.escape(literal.text())));
            if (piece instanceof Template.Variable variable) {
                String target = OURS + "escaped_" + escaped++;
                needsJson = true;
                line(OURS + "json " + variables.value(variable.name()) + "; " + target + "=$" + OURS + "text");
                text.append("\"$").append(target).append('"');
            }
        }
        line(list + "=\"$" + list + "\"',\"'" + text + "'\"'");
    }

    private interface Body {
        void add(Word word) throws Unlaunchable;
    }

    private void each(Part part, Body body) throws Unlaunchable {
        if (part instanceof Word word) body.add(word);
        if (part instanceof Each each) loop(each, body);
    }

    private void loop(Each each, Body body) throws Unlaunchable {
        String list = variables.value(each.variable());
        String set = variables.presence(each.variable());
        String separator = Sh.quote(each.separator());
        variables.enterLoop();
        String left = variables.ofLoop("left");
        String more = variables.ofLoop("more");
        String item = variables.ofLoop(ITEM);
        line("if [ -n \"" + set + "\" ] && [ -n " + list + " ]; then");
        line(left + "=" + list + "; " + more + "=x");
        line("while [ -n \"$" + more + "\" ]; do");
        line("case $" + left + " in");
        line("*" + separator + "*)");
        line(item + "=${" + left + "%%" + separator + "*}; " + left + "=${" + left + "#*" + separator + "};;");
        line("*) " + item + "=$" + left + "; " + more + "=;;");
        line("esac");
        for (Part part : each.parts()) each(part, body);
        line("done");
        line("fi");
        variables.leaveLoop();
    }

    /**
     * Ends the script: exports, and becomes the program with the user's arguments behind its own.
     *
     * @param before words that go first, such as those of a wrapper
     */
    String exec(String before, CommandLine command) throws Unlaunchable {
        Words words = new Words();
        for (Part part : command.parts()) {
            if (part instanceof Word word) words.add(word(word));
            if (part instanceof Each each) words.addList(list(each));
        }
        line(words.end("exec " + environment() + before));
        return (needsJson ? Json.functions(OURS) : "") + script;
    }

    /** Leaves the words of a loop, as shell text that names variables, in a variable. */
    private String list(Each each) throws Unlaunchable {
        String list = variables.fresh();
        if (demanded.add("\0count")) line(OURS + "count=0");
        line(list + "=");
        loop(each, word -> {
            line(OURS + "word=" + word(word));
            line(OURS + "count=$((" + OURS + "count + 1))");
            line("eval \"" + OURS + "word_$" + OURS + "count=\\$" + OURS + "word\"");
            line(list + "=\"$" + list + " \\\"\\$" + OURS + "word_$" + OURS + "count\\\"\"");
        });
        return list;
    }

    private String environment() {
        StringBuilder exported = new StringBuilder();
        StringBuilder given = new StringBuilder();
        variables.changes().forEach((name, variable) -> {
            if (Sh.isAssignable(name)) {
                line(name + "=$" + variable);
                exported.append(' ').append(name);
            } else {
                given.append(Sh.quote(name + "="))
                        .append("\"$")
                        .append(variable)
                        .append("\" ");
            }
        });
        if (!exported.isEmpty()) line("export" + exported);
        return given.isEmpty() ? "" : ENV + " " + given;
    }

    private String word(Word word) throws Unlaunchable {
        demand(word);
        StringBuilder text = new StringBuilder();
        for (Template.Piece piece : word.template().pieces()) {
            if (piece instanceof Template.Literal literal) text.append(Sh.quote(literal.text()));
            if (piece instanceof Template.Variable variable) text.append(variables.value(variable.name()));
        }
        return text.toString();
    }

    /** Ends the script with a message if a variable that a word needs is not set. */
    private void demand(Word word) throws Unlaunchable {
        for (Template.Piece piece : word.template().pieces()) {
            if (!(piece instanceof Template.Variable variable)) continue;
            String set = variables.presence(variable.name());
            if (set.equals("x") || demanded.contains(variable.name())) continue;
            // A loop may not be entered, so what is looked at within it has to be looked at again outside.
            if (!variables.inLoop()) demanded.add(variable.name());
            String message = unset(variable.name(), word);
            if (set.isEmpty()) throw new Unlaunchable(message);
            line("[ -n \"" + set + "\" ] || { printf '%s\\n' " + Sh.quote(message) + " >&2; exit 1; }");
        }
    }

    static String unset(String variable, Word word) {
        return "Environment variable '" + variable + "' is not set, but " + word.where()
                + " needs it for an argument: set it";
    }

    private void line(String line) {
        script.append(line).append('\n');
    }
}
