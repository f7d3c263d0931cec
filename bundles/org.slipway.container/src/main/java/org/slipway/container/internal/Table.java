package org.slipway.container.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody wants to see, in rows. What is in it may come from outside; both ways to write it make it harmless.
 *
 * @param empty what is said where there is no row
 */
record Table(String title, List<String> head, List<List<String>> rows, String empty) {

    /** For a terminal, in columns. */
    String text() {
        if (rows.isEmpty()) return empty;
        List<List<String>> lines = new ArrayList<>(List.of(head));
        rows.forEach(row -> lines.add(row.stream().map(Shown::text).toList()));
        return lines.stream().map(line -> line(line, lines)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> line, List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < line.size(); column++) {
            int at = column;
            int width =
                    lines.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
            text.append(line.get(column))
                    .append(" ".repeat(width - line.get(column).length() + 2));
        }
        return text.toString().stripTrailing();
    }

    /** For a browser. */
    String html() {
        StringBuilder html = new StringBuilder("<h2>" + Shown.html(title) + "</h2>\n");
        if (rows.isEmpty())
            return html.append("<p>").append(Shown.html(empty)).append("</p>\n").toString();
        html.append("<table class=\"nicetable\">\n").append(row("th", head));
        rows.forEach(row -> html.append(row("td", row)));
        return html.append("</table>\n").toString();
    }

    private static String row(String cell, List<String> row) {
        return row.stream()
                .map(text -> "<" + cell + ">" + Shown.html(text) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
