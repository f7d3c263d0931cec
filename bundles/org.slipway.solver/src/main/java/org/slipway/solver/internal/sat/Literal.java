package org.slipway.solver.internal.sat;

/** Literals as numbers: twice the variable's, plus one if negated. */
public final class Literal {

    private Literal() {}

    public static int of(int variable) {
        return variable << 1;
    }

    public static int not(int literal) {
        return literal ^ 1;
    }

    public static int variable(int literal) {
        return literal >> 1;
    }

    public static boolean isNegated(int literal) {
        return (literal & 1) != 0;
    }
}
