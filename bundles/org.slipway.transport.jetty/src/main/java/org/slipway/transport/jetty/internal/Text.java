package org.slipway.transport.jetty.internal;

/** Words of others in details of a problem. */
final class Text {

    private Text() {}

    /** Cut to a length that fits a line, without control characters. */
    static String shortened(String text, int most) {
        String visible = text.replaceAll("\\p{Cntrl}", "?");
        return visible.length() <= most ? visible : visible.substring(0, most) + "...";
    }
}
