package org.slipway.testnet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The transfers at the same time on one site. It remembers the most, and each that was one too many. */
final class Transfers {

    /** From the head of a request to the end of its answer. */
    final class Transfer {
        private final String path;
        private final BooleanSupplier left;

        private Transfer(String path, BooleanSupplier left) {
            this.path = path;
            this.left = left;
        }

        /** Ending twice is harmless. */
        void end() {
            ended(this);
        }
    }

    /** One that was refused, and does not count. */
    Transfer none() {
        return new Transfer("", () -> true);
    }

    private final List<Transfer> present = new ArrayList<>();
    private final List<String> excess = new ArrayList<>();
    private int limit = 2;
    private int most;

    synchronized void limit(int now) {
        limit = now;
    }

    synchronized int present() {
        return present.size();
    }

    synchronized int most() {
        return most;
    }

    /** Each that was one too many, with those that were there before it. */
    synchronized List<String> excess() {
        return List.copyOf(excess);
    }

    /**
     * @param left whether the client has closed the connection
     * @return nothing if there are as many as there may be
     */
    synchronized Optional<Transfer> begin(String path, BooleanSupplier left) {
        // A client may close one connection and use another before this server has looked at the first.
        if (present.size() >= limit) present.removeIf(transfer -> transfer.left.getAsBoolean());
        if (present.size() >= limit) {
            excess.add(path + " beside "
                    + present.stream().map(transfer -> transfer.path).toList());
            return Optional.empty();
        }
        Transfer transfer = new Transfer(path, left);
        present.add(transfer);
        most = Math.max(most, present.size());
        return Optional.of(transfer);
    }

    private synchronized void ended(Transfer transfer) {
        if (present.remove(transfer)) notifyAll();
    }

    /** Waits until there is none. */
    boolean idle(Duration patience) {
        return Patience.await(this, patience, present::isEmpty);
    }
}
