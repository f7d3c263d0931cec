package org.slipway.downloads.internal;

import org.slipway.api.monitor.Event;

/** What is said of a plug-in that broke its contract. */
final class Defect {

    private Defect() {}

    static Event.Warning of(String role, String name, Throwable failure) {
        return of(role, name, failure.toString());
    }

    static Event.Warning of(String role, String name, String what) {
        return new Event.Warning("The " + role + " " + name + " does not work and is skipped: " + printable(what));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
