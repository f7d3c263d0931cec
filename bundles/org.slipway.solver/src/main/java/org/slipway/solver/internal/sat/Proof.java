package org.slipway.solver.internal.sat;

/** Is told what a search starts from and what it learns, so that somebody else can check that there is no solution. */
public interface Proof {

    /** Recorded where assertions are on, as they are in every test. */
    static Proof whereAsserted() {
        return Proof.class.desiredAssertionStatus() ? new Refutation() : UNRECORDED;
    }

    Proof UNRECORDED = new Proof() {
        @Override
        public void given(int[] literals) {}

        @Override
        public void atMostOne(int[] literals) {}

        @Override
        public void learnt(int[] literals) {}

        @Override
        public boolean isConfirmed() {
            return true;
        }
    };

    /** At least one of these is true, by the problem. */
    void given(int[] literals);

    /** At most one of these is true, by the problem. */
    void atMostOne(int[] literals);

    /** At least one of these is true: unit propagation of all before it refutes the contrary. None: no solution. */
    void learnt(int[] literals);

    /** Whether every step follows from those before, and the last one is the contradiction; true if nobody recorded it. */
    boolean isConfirmed();
}
