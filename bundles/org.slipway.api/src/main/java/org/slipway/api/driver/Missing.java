package org.slipway.api.driver;

import java.util.List;

import org.slipway.model.selections.Selection;

/** The selections whose files are not here, in the order of the document. */
public record Missing(List<Selection> selections) {
    public boolean nothing() {
        return selections.isEmpty();
    }
}
