package org.slipway.solver.internal.sat;

import java.util.Arrays;

/** What is true and false at the moment, in the order in which it became so, and why. */
final class Trail {

    private byte[] values = new byte[64];
    private int[] levels = new int[64];
    private Clause[] reasons = new Clause[64];
    private int variables;

    private int[] literals = new int[64];
    private int size;
    private int unread;

    private int[] decisions = new int[64];
    private int level;

    int newVariable() {
        if (variables == values.length) {
            int room = variables * 2;
            values = Arrays.copyOf(values, room);
            levels = Arrays.copyOf(levels, room);
            reasons = Arrays.copyOf(reasons, room);
            literals = Arrays.copyOf(literals, room);
            decisions = Arrays.copyOf(decisions, room);
        }
        return variables++;
    }

    int variables() {
        return variables;
    }

    boolean isTrue(int literal) {
        return value(literal) > 0;
    }

    boolean isFalse(int literal) {
        return value(literal) < 0;
    }

    boolean isUndecided(int literal) {
        return value(literal) == 0;
    }

    private int value(int literal) {
        int value = values[Literal.variable(literal)];
        return Literal.isNegated(literal) ? -value : value;
    }

    /** Makes a literal true; gives false if it is false already. */
    boolean set(int literal, Clause reason) {
        int value = value(literal);
        if (value != 0) return value > 0;
        int variable = Literal.variable(literal);
        values[variable] = (byte) (Literal.isNegated(literal) ? -1 : 1);
        levels[variable] = level;
        reasons[variable] = reason;
        literals[size++] = literal;
        return true;
    }

    void decide(int literal) {
        decisions[level++] = size;
        if (!set(literal, null)) throw new IllegalStateException("Decided against what is known");
    }

    /** Takes back all decisions beyond this level. */
    void backTo(int earlier) {
        if (level == earlier) return;
        int keep = decisions[earlier];
        for (int i = keep; i < size; i++) {
            int variable = Literal.variable(literals[i]);
            values[variable] = 0;
            reasons[variable] = null;
        }
        size = keep;
        unread = keep;
        level = earlier;
    }

    boolean hasUnread() {
        return unread < size;
    }

    int read() {
        return literals[unread++];
    }

    int level() {
        return level;
    }

    int level(int literal) {
        return levels[Literal.variable(literal)];
    }

    Clause reason(int literal) {
        return reasons[Literal.variable(literal)];
    }

    int size() {
        return size;
    }

    int at(int position) {
        return literals[position];
    }
}
