package org.slipway.launcher.internal;

/** Strings as JSON writes them: what the reference puts into {@code zeroinstall_runenv_NAME}. */
final class Json {
    private Json() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) escaped.append(escape(text.charAt(i)));
        return escaped.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> c < ' ' || c == 0x7f ? String.format("\\u%04x", (int) c) : String.valueOf(c);
        };
    }

    /** Shell functions: {@code PREFIXjson VALUE} leaves the escaped value in {@code PREFIXtext}. */
    static String functions(String prefix) {
        StringBuilder text = new StringBuilder("""
                @replace() {
                @left=$1 @text=
                while :; do
                case $@left in
                *"$2"*) @text=$@text${@left%%"$2"*}$3; @left=${@left#*"$2"};;
                *) @text=$@text$@left; return;;
                esac
                done
                }
                @json() {
                @replace "$1" '\\' '\\\\'
                @replace "$@text" '"' '\\"'
                case $@text in
                *[[:cntrl:]]*)
                """);
        for (char c = 1; c <= 0x7f; c++)
            if (c < ' ' || c == 0x7f)
                text.append("@replace \"$@text\" ")
                        .append(Sh.quote("" + c))
                        .append(' ')
                        .append(Sh.quote(escape(c)))
                        .append('\n');
        return text.append(";;\nesac\n}\n").toString().replace("@", prefix);
    }
}
