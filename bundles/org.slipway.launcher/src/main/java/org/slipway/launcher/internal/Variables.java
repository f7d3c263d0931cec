package org.slipway.launcher.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.slipway.api.launch.Unlaunchable;

/**
 * How a script reads the environment as it stands: the caller's, under what the script has set so far. What the script sets
 * stays in variables of its own until it ends.
 */
final class Variables {
    /** All variables of the script begin so. None is exported. */
    static final String OURS = "_slipway_";

    static final String ITEM = "item";

    private final Map<String, String> caller;
    private final Map<String, String> bound = new LinkedHashMap<>();
    private final Set<String> unreadable = new TreeSet<>();
    private int loops;
    private int count;

    /** @param caller the environment, for names that a shell cannot read */
    Variables(Map<String, String> caller) {
        this.caller = caller;
    }

    /** Within the loop of a {@code for-each}, {@code item} is its part. */
    void enterLoop() {
        loops++;
    }

    void leaveLoop() {
        loops--;
    }

    boolean inLoop() {
        return loops > 0;
    }

    /** A variable of the script that the loops at this depth share. */
    String ofLoop(String name) {
        return OURS + name + "_" + loops;
    }

    /** What is not empty exactly if the variable is set: {@code x}, nothing, or an expansion. */
    String presence(String name) {
        if (isItem(name) || bound.containsKey(name)) return "x";
        if (Sh.isReadable(name)) return "${" + name + "+x}";
        unreadable.add(name);
        return caller.containsKey(name) ? "x" : "";
    }

    /** The value, as a part of a shell word. */
    String value(String name) {
        if (isItem(name)) return "\"$" + ofLoop(ITEM) + "\"";
        if (bound.containsKey(name)) return "\"${" + bound.get(name) + "}\"";
        if (Sh.isReadable(name)) return "\"${" + name + "}\"";
        unreadable.add(name);
        return Sh.quote(caller.getOrDefault(name, ""));
    }

    private boolean isItem(String name) {
        return inLoop() && name.equals(ITEM);
    }

    /** The variable of the script that has the new value. */
    String target(String name) throws Unlaunchable {
        return bound.computeIfAbsent(named(name), n -> fresh());
    }

    /** The name, if it can be one. */
    static String named(String name) throws Unlaunchable {
        if (name.isEmpty() || name.indexOf('=') >= 0)
            throw new Unlaunchable("'" + name + "' cannot be the name of an environment variable");
        return name;
    }

    String fresh() {
        return OURS + count++;
    }

    /** Variables of the caller whose values the script has as they are now, since no shell could read them later. */
    Set<String> unreadable() {
        return unreadable;
    }

    /** What has been set, with the variable of the script that has its value. */
    Map<String, String> changes() {
        return bound;
    }
}
