package org.slipway.itests.container;

import java.net.URI;

import org.slipway.testnet.FeedText;
import org.slipway.testnet.Release;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/** A program of one implementation, whose archive is read by who is there then. */
public final class AnotherProgram {
    private AnotherProgram() {}

    public static URI publish(TestNet net) {
        URI feed = net.feeds().uri("/other.xml");
        Release release = net.release("1", Tree.EMPTY.file("x", "another"), "/other.zip");
        net.publish(
                "/other.xml", FeedText.of(feed, "other", release.implementation("", "<command name='run' path='x'/>")));
        return feed;
    }
}
