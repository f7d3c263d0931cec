package org.slipway.cli.internal;

import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** What of selections is only on this machine. */
final class LeftBehind {
    private LeftBehind() {}

    /** @param carrier what is to bring the rest to another machine */
    static void warn(Console console, Selections selections, String carrier) {
        for (Selection selection : selections.selections()) {
            selection
                    .localPath()
                    .ifPresent(path -> console.warn(selection.role() + " is the directory " + path + ", which the "
                            + carrier + " cannot bring to another machine"));
            selection
                    .nativePackage()
                    .ifPresent(name -> console.warn(selection.role() + " is version "
                            + selection.version() + " of the native package '" + name
                            + "', which has to be installed where the " + carrier + " is used"));
        }
    }
}
