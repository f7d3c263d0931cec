package org.slipway.itests.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list in {@code commands.txt}, section by section. */
record CommandLines(Map<String, List<Line>> sections) {
    private static final Pattern WORD = Pattern.compile("((?:\"[^\"]*\"|[^\" ])+)");

    /**
     * @param sample whether every verify tries it
     * @param output whether standard output is compared
     * @param words with the program's name
     */
    record Line(String text, boolean sample, boolean output, List<String> words) {
        static Line of(String text) {
            int space = text.indexOf(' ');
            String marks = space < 0 ? "" : text.substring(0, space);
            boolean marked = marks.matches("[*~]+");
            String command = marked ? text.substring(space + 1) : text;
            List<String> words = new ArrayList<>();
            for (Matcher word = WORD.matcher(command); word.find(); )
                words.add(word.group().replace("\"", ""));
            return new Line(command, marked && marks.contains("*"), !marked || !marks.contains("~"), words);
        }
    }

    static CommandLines read() throws IOException {
        Map<String, List<Line>> sections = new LinkedHashMap<>();
        List<Line> section = List.of();
        try (InputStream in = CommandLines.class.getResourceAsStream("commands.txt")) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (line.isEmpty() || line.startsWith("#")) continue;
                if (line.startsWith("[")) {
                    section = new ArrayList<>();
                    sections.put(line.substring(1, line.length() - 1), section);
                } else {
                    section.add(Line.of(line));
                }
            }
        }
        return new CommandLines(sections);
    }
}
