package org.slipway.itests.distribution;

/** How a process ended. */
public record Ended(int status, String out, String err) {
    @Override
    public String toString() {
        return "status " + status + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
    }
}
