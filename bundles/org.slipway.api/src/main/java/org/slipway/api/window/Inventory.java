package org.slipway.api.window;

import java.util.List;

/**
 * What is kept, to be dealt with one by one. All texts are for the user, and may hold what others have written.
 *
 * @param note what has come of the last wish; empty at first
 */
public record Inventory(List<Item> items, String note) {

    /**
     * @param name of what it belongs to
     * @param digest by which it is kept
     * @param size in bytes
     */
    public record Item(String name, String digest, long size) {}

    /** @param item its place in the list; of no meaning for {@code LEAVE} */
    public record Wish(Deed deed, int item) {}

    public enum Deed {
        VERIFY,
        REMOVE,
        /** The person has had enough. */
        LEAVE
    }
}
