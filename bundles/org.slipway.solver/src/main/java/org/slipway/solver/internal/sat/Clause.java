package org.slipway.solver.internal.sat;

/** A constraint that is told when a literal it watches becomes true. */
interface Clause {

    enum Reaction {
        /** Go on telling me about this literal. */
        WATCH,
        /** I watch another one now. */
        MOVED,
        CONFLICT
    }

    Reaction becameTrue(int literal, SatEngine engine);

    /** Literals that are all true and together cannot be. Asked only after {@link Reaction#CONFLICT}. */
    int[] conflict(Trail trail);

    /** Literals that were all true and so made {@code consequence} true. */
    int[] causes(int consequence, Trail trail);
}
