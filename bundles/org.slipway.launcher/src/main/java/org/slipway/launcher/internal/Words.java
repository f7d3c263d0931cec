package org.slipway.launcher.internal;

/** The words behind {@code exec}: known ones, and lists that exist only when the script runs. */
final class Words {
    private final StringBuilder known = new StringBuilder();
    private final StringBuilder evaluated = new StringBuilder();

    /** @param text a word as the shell reads it */
    void add(String text) {
        known.append(text).append(' ');
    }

    /** @param variable has words as the shell reads them */
    void addList(String variable) {
        evaluated
                .append(Sh.quote(known.toString()))
                .append("\"$")
                .append(variable)
                .append(" \"");
        known.setLength(0);
    }

    /** The command, with the user's arguments at its end. */
    String end(String begin) {
        if (evaluated.isEmpty()) return begin + known + "\"$@\"";
        return "eval " + Sh.quote(begin) + evaluated + Sh.quote(known + "\"$@\"");
    }
}
