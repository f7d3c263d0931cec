package org.slipway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.slipway.differential.Home;
import org.slipway.model.xml.Element;

/** Universes of any size, with ten versions of each interface. */
enum Growth {
    /** The best versions go together. */
    EASY,
    /** They do not: what the leaves are like is found out late, and much has to be taken back. */
    HARD;

    private static final int VERSIONS = 10;

    static String uri(int number) {
        return "http://example.com/" + number + ".xml";
    }

    void write(Home home, int interfaces) throws IOException {
        home.setting("");
        for (int i = 0; i < interfaces; i++) home.cache(uri(i), feed(i, interfaces));
    }

    byte[] feed(int own, int interfaces) {
        Random random = new Random(own);
        StringBuilder feed = new StringBuilder("<interface xmlns='" + Element.ZERO_INSTALL + "' uri='" + uri(own)
                + "'><name>n</name><summary>s</summary><group><command name='run' path='x'/>");
        boolean leaf = own * 2 + 1 >= interfaces;
        int versions = this == HARD && leaf ? 2 + own % 4 : VERSIONS;
        for (int v = 1; v <= versions; v++) {
            feed.append("<implementation id='" + own + "-" + v + "' version='" + v + "'>"
                    + "<archive href='http://example.com/a.tgz' size='1'/>");
            for (int other : new int[] {own * 2 + 1, own * 2 + 2, own + 1 + random.nextInt(interfaces)})
                if (other < interfaces)
                    feed.append("<requires interface='" + uri(other) + "'" + limit(v, random) + "/>");
            feed.append("</implementation>");
        }
        return feed.append("</group></interface>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String limit(int version, Random random) {
        if (this == EASY) return " version='1..'";
        return " version='" + Math.max(1, version - 2 - random.nextInt(3)) + "..!" + (version + 2) + "'";
    }
}
