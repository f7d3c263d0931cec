package org.slipway.store.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.slipway.api.archive.BadArchive;

/**
 * The one gate for every path that an archive or a recipe names. What passes is a list of plain names: whoever joins them
 * below a directory stays below it, as long as no directory on the way is a symlink.
 */
final class PathGate {
    private static final int NAME_BYTES = 255;
    private static final int DEPTH = 256;

    private PathGate() {}

    /** The names of a relative path, outermost first; empty for the tree itself. */
    static List<String> names(String path) throws BadArchive {
        if (path.startsWith("/")) throw refused(path, "it is an absolute path");
        if (path.indexOf('\\') >= 0) throw refused(path, "it has a backslash");
        if (hasDrive(path)) throw refused(path, "it begins with a drive");
        List<String> names = new ArrayList<>();
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean ends = i == parts.length - 1;
            if (parts[i].isEmpty() && ends) continue;
            if (parts[i].equals(".") && (i == 0 || ends)) continue;
            names.add(name(path, parts[i]));
        }
        if (names.size() > DEPTH) throw refused(path, "it is more than " + DEPTH + " directories deep");
        if (names.size() > 0 && names.get(0).equals(".manifest"))
            throw refused(path, "the store keeps its own file there");
        return List.copyOf(names);
    }

    private static boolean hasDrive(String path) {
        if (path.length() < 2 || path.charAt(1) != ':') return false;
        char letter = path.charAt(0);
        return letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z';
    }

    private static String name(String path, String name) throws BadArchive {
        if (name.isEmpty()) throw refused(path, "a name in it is empty");
        if (name.equals(".") || name.equals("..")) throw refused(path, "it has '" + name + "'");
        for (int c, i = 0; i < name.length(); i += Character.charCount(c)) {
            c = name.codePointAt(i);
            if (c < ' ' || c == 0x7f) throw refused(path, "a name in it has a control character");
            if (c == 0xfffd || isLoneSurrogate(c)) throw refused(path, "a name in it is no UTF-8");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES)
            throw refused(path, "a name in it is longer than " + NAME_BYTES + " bytes");
        return name;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static BadArchive refused(String path, String why) {
        return new BadArchive("'" + path + "' is refused: " + why);
    }
}
