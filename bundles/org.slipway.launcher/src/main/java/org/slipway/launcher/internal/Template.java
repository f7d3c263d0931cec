package org.slipway.launcher.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.launch.Unlaunchable;

/** One argument, taken apart. Source: feed specification, "Commands": {@code $$}, {@code $NAME} and {@code ${NAME}}. */
record Template(List<Piece> pieces) {
    private static final Pattern DOLLAR = Pattern.compile("\\$(\\$|[a-zA-Z_][a-zA-Z0-9_]*|\\{[^}]*\\})");
    private static final Pattern SURROUNDING_BLANKS = Pattern.compile("\\A[ \\t\\n\\r\\f]+|[ \\t\\n\\r\\f]+\\z");

    sealed interface Piece {}

    record Literal(String text) implements Piece {}

    record Variable(String name) implements Piece {}

    static Template literal(String text) {
        return new Template(List.of(new Literal(text)));
    }

    /** @throws Unlaunchable if a name is empty */
    static Template of(String written) throws Unlaunchable {
        String text = SURROUNDING_BLANKS.matcher(written).replaceAll("");
        List<Piece> pieces = new ArrayList<>();
        Matcher dollar = DOLLAR.matcher(text);
        int end = 0;
        while (dollar.find()) {
            if (dollar.start() > end) pieces.add(new Literal(text.substring(end, dollar.start())));
            pieces.add(piece(dollar.group(1), text));
            end = dollar.end();
        }
        if (end < text.length() || pieces.isEmpty()) pieces.add(new Literal(text.substring(end)));
        return new Template(List.copyOf(pieces));
    }

    private static Piece piece(String after, String text) throws Unlaunchable {
        if (after.equals("$")) return new Literal("$");
        String name = after.startsWith("{") ? after.substring(1, after.length() - 1) : after;
        if (name.isEmpty()) throw new Unlaunchable("Empty variable name in the argument '" + text + "'");
        return new Variable(name);
    }
}
