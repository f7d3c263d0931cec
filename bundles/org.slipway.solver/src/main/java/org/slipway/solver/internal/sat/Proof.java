package org.slipway.solver.internal.sat;

/** Is told what a search starts from and what it learns, so that somebody else can check that there is no solution. */
public interface Proof {

    Proof UNRECORDED = new Proof() {
        @Override
        public void given(int[] literals) {}

        @Override
        public void atMostOne(int[] literals) {}

        @Override
        public void learnt(int[] literals) {}
    };

    /** At least one of these is true, by the problem. */
    void given(int[] literals);

    /** At most one of these is true, by the problem. */
    void atMostOne(int[] literals);

    /** At least one of these is true: unit propagation of all before it refutes the contrary. None: no solution. */
    void learnt(int[] literals);
}
